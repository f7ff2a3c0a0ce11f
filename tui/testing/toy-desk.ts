/** A desk in memory, for walks of many thousand steps: it answers when it is told to, and can be cut off. */
import type { PosternClient } from '@postern/core/client';

type TicketView = Awaited<ReturnType<PosternClient['tickets']['view']['query']>>;
type Kind = 'message' | 'note';

export interface ToyDesk {
  readonly client: PosternClient;
  /** Questions without an answer yet. */
  readonly pending: number;
  /** Answers this many of them, the oldest first; all when nothing is said. */
  answer(count?: number): void;
  /** Something happens at the desk: to its tickets in turn. */
  change(what: Change, which: number): void;
  cut(): void;
  mend(): void;
}

export type Change = 'filed' | 'message' | 'note' | 'closed' | 'reopened' | 'assigned';

/** What the inbox hears of the stream of changes. */
interface Stream {
  onStarted(): void;
  onData(event: { id: string; data: { action: string; ticket: object | null; by: string | null } }): void;
  onError(error: Error): void;
}

const me = { name: 'Ada Okafor', email: 'ada@postern.example' };
const maria = { name: 'Maria López', email: 'maria@acme.example' };
const subjects = [
  'Cannot sign in',
  'ログインできません',
  'Rechnung 👍🏽 falsch',
  'الأرقام معكوسة',
  '\u001b[2Jgone',
];

/** A desk with some tickets of one customer. `onSent` hears of each message and note at the moment it is asked for. */
export function toyDesk(onSent: (kind: Kind, requestId: string) => void): ToyDesk {
  const tickets: TicketView[] = [];
  const waiting: { go: () => void; fail: () => void }[] = [];
  let stream: Stream | undefined;
  let isCut = false;
  let clock = Date.parse('2026-11-03T09:00:00Z');
  let events = 0;

  const add = (ticket: TicketView, kind: 'message' | 'note' | 'event', byCustomer: boolean) => {
    clock += 1_000;
    const text = kind === 'event' ? 'closed' : `${kind} ${clock} `.repeat(1 + (clock % 7));
    const entry = {
      ...{ kind, id: `ent_${clock}`, at: new Date(clock).toISOString(), text, attachments: [] },
      author: byCustomer ? { kind: 'contact', name: maria.name } : { kind: 'agent', name: me.name },
      ...{ direction: byCustomer ? 'in' : 'out', source: 'portal' },
    } as unknown as TicketView['timeline'][number];
    if (byCustomer) Object.assign(ticket, { isUnread: true });
    Object.assign(ticket, {
      ...{ timeline: [...ticket.timeline, entry], version: ticket.version + 1 },
      lastActivityAt: new Date(clock).toISOString(),
    });
  };
  const file = () => {
    clock += 1_000;
    const at = new Date(clock).toISOString();
    const ticket = {
      ...{ id: `tkt_${tickets.length}`, number: 1_000 + tickets.length, status: 'open', stage: 'New' },
      ...{ subject: subjects[tickets.length % subjects.length], priority: 'normal', pipeline: 'Support' },
      ...{
        inbox: 'Support',
        requester: maria,
        organization: 'Acme',
        assignee: null,
        tags: [],
        snoozed: null,
      },
      ...{ createdAt: at, lastPublicAt: at, lastActivityAt: at, version: 1, timeline: [], held: [] },
      ...{ isUnread: true, readThrough: null },
      ...{ links: [], drafts: [], followers: [], team: null, deletedAt: null },
      audience: { to: [{ ...maria, sees: true }], hash: 'hash' },
    } as unknown as TicketView;
    tickets.push(ticket);
    add(ticket, 'message', true);
    return ticket;
  };
  for (let count = 0; count < 6; count += 1) file();

  const found = (query: string) => {
    const numbers = /number:([\d,]+)/.exec(query)?.[1]?.split(',').map(Number);
    return tickets
      .filter(
        (each) =>
          (!numbers || numbers.includes(each.number)) &&
          (!query.includes('is:open') || each.status === 'open') &&
          (!query.includes('is:closed') || each.status === 'closed') &&
          (!query.includes('assignee:me') || each.assignee?.email === me.email) &&
          (!query.includes('assignee:none') || each.assignee === null),
      )
      .sort((a, b) => Date.parse(b.lastActivityAt) - Date.parse(a.lastActivityAt) || b.number - a.number);
  };
  const ticketOf = (which: unknown) => {
    const ticket = tickets.find((each) => each.id === which || each.number === which);
    if (!ticket) throw new Error('No such ticket.');
    return ticket;
  };
  const tell = (ticket: TicketView, action: string, by: string | null) => {
    events += 1;
    const data = { action, ticket: { id: ticket.id, number: ticket.number }, by };
    if (!isCut) stream?.onData({ id: String(events), data });
  };
  /** What was asked is decided when it is answered, like at a desk far away. */
  const later = <Input, Out>(work: (input: Input) => Out) => ({
    call: (input: Input, options?: { signal?: AbortSignal }) =>
      new Promise<Out>((resolve, reject) => {
        const fail = () => reject(new Error('Not reached.'));
        if (isCut) return fail();
        options?.signal?.addEventListener('abort', fail, { once: true });
        waiting.push({
          fail,
          go() {
            try {
              resolve(structuredClone(work(input)));
            } catch (error) {
              reject(error);
            }
          },
        });
      }),
  });
  const query = <Input, Out>(work: (input: Input) => Out) => ({ query: later(work).call });
  const mutate = <Input, Out>(work: (input: Input) => Out) => ({ mutate: later(work).call });
  const act = (action: string, work: (ticket: TicketView, input: never) => void) =>
    mutate((input: { ticket: string | number }) => {
      const ticket = ticketOf(input.ticket);
      work(ticket, input as never);
      add(ticket, 'event', false);
      tell(ticket, action, me.email);
      return ticket;
    });
  const send = (kind: Kind) => ({
    mutate: (input: { ticket: string; requestId: string }, options?: { signal?: AbortSignal }) => {
      onSent(kind, input.requestId);
      return later(() => {
        const ticket = ticketOf(input.ticket);
        add(ticket, kind, false);
        tell(ticket, kind, me.email);
        return { to: ticket.audience.to };
      }).call(input, options);
    },
  });

  const client = {
    auth: { me: query(() => me) },
    live: {
      changes: {
        subscribe(_: unknown, on: Stream) {
          const mine = on;
          if (isCut) queueMicrotask(() => mine.onError(new Error('Not reached.')));
          else {
            stream = mine;
            queueMicrotask(() => {
              mine.onStarted();
              mine.onData({ id: '0', data: { action: 'ready', ticket: null, by: null } });
            });
          }
          return {
            unsubscribe() {
              if (stream === mine) stream = undefined;
            },
          };
        },
      },
    },
    agents: { list: query(() => ({ items: [me], nextCursor: null })) },
    tickets: {
      list: query(({ query: text = '', limit = 50 }: { query?: string; limit?: number }) => ({
        ...{ items: found(text).slice(0, limit), nextCursor: null },
      })),
      counts: query(({ queries }: { queries: string[] }) => queries.map((each) => found(each).length)),
      view: query(({ ticket }: { ticket: string }) => ticketOf(ticket)),
      refresh: query(({ ticket, known }: { ticket: string; known?: { entries: number; digest: string } }) => {
        const view = ticketOf(ticket);
        const digest = (entries: number) =>
          view.timeline
            .slice(0, entries)
            .map(({ id }) => id)
            .join();
        const from = known && digest(known.entries) === known.digest ? known.entries : 0;
        const timeline = view.timeline.slice(from);
        return { ...view, timeline, from, digest: digest(view.timeline.length) };
      }),
      checkReply: query(() => ({ leaks: [] })),
      markRead: mutate(({ ticket, through }: { ticket: string; through: string }) =>
        Object.assign(ticketOf(ticket), { isUnread: false, readThrough: through }),
      ),
      markUnread: mutate(({ ticket }: { ticket: string }) =>
        Object.assign(ticketOf(ticket), { isUnread: true }),
      ),
      ...{ reply: send('message'), note: send('note') },
      close: act('closed', (ticket) => Object.assign(ticket, { status: 'closed', stage: 'Closed' })),
      reopen: act('reopened', (ticket) => Object.assign(ticket, { status: 'open', stage: 'New' })),
      assign: act('assigned', (ticket) => Object.assign(ticket, { assignee: ticket.assignee ? null : me })),
      delete: act('deleted', (ticket) => Object.assign(ticket, { deletedAt: ticket.createdAt })),
      restore: act('restored', (ticket) => Object.assign(ticket, { deletedAt: null })),
      follow: act('followed', (ticket) => Object.assign(ticket, { followers: [me] })),
      unfollow: act('unfollowed', (ticket) => Object.assign(ticket, { followers: [] })),
      setPriority: act('priority', (ticket, input: { to: string }) =>
        Object.assign(ticket, { priority: input.to }),
      ),
    },
    drafts: {
      list: query(() => ({ items: [], nextCursor: null })),
      ...{ save: mutate(() => ({ isSaved: true, version: 1 })), delete: mutate(() => ({ isDeleted: true })) },
    },
  } as unknown as PosternClient;

  return {
    client,
    get pending() {
      return waiting.length;
    },
    answer(count = waiting.length) {
      for (const each of waiting.splice(0, count)) each.go();
    },
    change(what, which) {
      const ticket = what === 'filed' ? file() : (tickets[which % tickets.length] as TicketView);
      if (what === 'message' || what === 'note') add(ticket, what, what === 'message');
      if (what === 'closed') Object.assign(ticket, { status: 'closed', stage: 'Closed' });
      if (what === 'reopened') Object.assign(ticket, { status: 'open', stage: 'New' });
      if (what === 'assigned') Object.assign(ticket, { assignee: ticket.assignee ? null : me });
      if (what !== 'filed' && what !== 'message' && what !== 'note') add(ticket, 'event', false);
      tell(ticket, what === 'filed' ? 'ticket.filed' : what, null);
    },
    cut() {
      isCut = true;
      for (const each of waiting.splice(0)) each.fail();
      const broken = stream;
      stream = undefined;
      broken?.onError(new Error('Not reached.'));
    },
    mend() {
      isCut = false;
    },
  };
}
