/** Replies that wait before they leave: counted down, taken back, sent at once, and told when they are out. */
import { displayText, type Outputs } from '@postern/core/client';
import type { Composing } from './composing.ts';
import { beyondUndo, withFiles } from './composing-words.ts';
import type { Hub } from './hub.ts';
import type { LocalActs } from './local-acts.ts';
import type { Audience, HeldReply } from './model.ts';
import { safePeople } from './safe-tickets.ts';
import type { ThreadActions } from './threads.ts';

export interface HeldActions {
  /** Asks the desk what waits; what has left meanwhile is told. */
  load(): Promise<void>;
  /** A change of the desk: is it about one of them? */
  onChange(action: string, ticketId: string | undefined): void;
  /** Brings the text of the newest back into the composer; answers whether there was one. */
  takeBackLast(): boolean;
  /** Sends the next one to leave at once. */
  sendNext(): void;
  /** Takes one back: its text into the composer, or thrown away. */
  takeBack(id: string, how: 'edit' | 'discard'): void;
  /** Sends one at once; whether it is out. */
  sendNow(id: string): Promise<boolean>;
  stop(): void;
}

const tickMs = 1_000;

export function createHeld(
  hub: Hub,
  threads: Pick<ThreadActions, 'load' | 'open'>,
  {
    composing,
    acts,
  }: {
    composing: Pick<Composing, 'bringBack' | 'hasLeft' | 'open'>;
    acts: Pick<LocalActs, 'pass' | 'count'>;
  },
): HeldActions {
  let ticking: NodeJS.Timeout | undefined;
  let turn = 0;
  /** Taken back here: no news when they are gone. */
  const handled = new Set<string>();
  /** By reply, how much had been done when it began to wait. */
  const doneBefore = new Map<string, number>();
  /** By reply, the readers that were shown after a refusal: sending once more means them. */
  const shownSince = new Map<string, string>();

  const set = (held: readonly HeldReply[]) => {
    hub.set({ held, heldNow: hub.now() });
    const counts = held.some(({ state }) => state === 'held');
    if (!counts) clearInterval(ticking);
    if (!counts) ticking = undefined;
    else if (!ticking) {
      ticking = setInterval(tick, tickMs);
      ticking.unref();
    }
  };
  const tick = () => {
    hub.set({ heldNow: hub.now() });
    // The change that tells of it may have been missed.
    if (hub.get().held.some(({ state, leavesAt }) => state === 'held' && leavesAt + tickMs < hub.now()))
      void load();
  };

  const load = async () => {
    turn += 1;
    const mine = turn;
    const answer = await hub.ask((options) => hub.client.tickets.held.query(undefined, options));
    if (!answer.ok || mine !== turn) return;
    const held = answer.value.items.map((each) => safeHeld(each, hub.now()));
    const before = hub.get().held;
    const gone = before.filter(({ id }) => !handled.has(id) && !held.some((each) => each.id === id));
    for (const { id } of held) if (!doneBefore.has(id)) doneBefore.set(id, acts.count());
    set(held);
    for (const reply of gone) void tellOf(reply);
    const stopped = held.find(
      ({ id, state }) =>
        state === 'stopped' && before.some((each) => each.id === id && each.state === 'held'),
    );
    if (stopped)
      hub.say('warning', `The reply on #${stopped.number} was not sent: ${stopped.reason} g o decides.`);
  };

  /** It waits no more: it is out, or was taken back elsewhere. */
  const tellOf = async (reply: HeldReply) => {
    const answer = await hub.ask((options) =>
      hub.client.tickets.heldReply.query({ reply: reply.id }, options),
    );
    if (!answer.ok || answer.value.state !== 'sent' || handled.has(reply.id)) return;
    left(reply);
  };

  const left = (reply: HeldReply) => {
    handled.add(reply.id);
    composing.hasLeft(reply);
    // Whoever has done something since means that with u.
    if (doneBefore.get(reply.id) === acts.count()) acts.pass(beyondUndo({ kind: 'reply', ...reply }));
    hub.say('good', `Reply sent to ${reply.to}${withFiles(reply.files.length)} (#${reply.number}).`);
  };

  const takeBack = async (reply: HeldReply, how: 'edit' | 'discard') => {
    const answer = await hub.ask((options) =>
      hub.client.tickets.takeBack.mutate({ reply: reply.id }, options),
    );
    if (!answer.ok) {
      hub.fail(answer.failure);
      return load();
    }
    handled.add(reply.id);
    set(hub.get().held.filter(({ id }) => id !== reply.id));
    if (how === 'discard') {
      composing.hasLeft(reply);
      return hub.say('plain', `The reply on #${reply.number} is thrown away. Nobody has read it.`);
    }
    const broughtFiles = composing.bringBack(reply, answer.value.text);
    if (!(await threads.load(reply.ticketId))) return;
    threads.open(reply.ticketId);
    composing.open('reply');
    if (broughtFiles < reply.files.length)
      return hub.say('warning', `Taken back: nobody has read it. Attach again: ${reply.files.join(', ')}`);
    hub.say('good', 'Taken back: nobody has read it. Ctrl+S sends it.');
  };

  const sendNow = async (reply: HeldReply): Promise<boolean> => {
    const audienceHash = shownSince.get(reply.id);
    const answer = await hub.ask((options) =>
      hub.client.tickets.sendNow.mutate({ reply: reply.id, ...(audienceHash && { audienceHash }) }, options),
    );
    if (answer.ok) {
      set(hub.get().held.filter(({ id }) => id !== reply.id));
      left(reply);
      return true;
    }
    const now = answer.failure.facts.audience as Audience | undefined;
    if (answer.failure.code !== 'AUDIENCE_CHANGED' || !now) {
      hub.fail(answer.failure);
      return false;
    }
    shownSince.set(reply.id, now.hash);
    const names = safePeople(now.to).map(({ name }) => name);
    hub.say('warning', `Now ${names.join(', ')} would read it. If that is right, send it once more.`);
    return false;
  };

  const find = (id: string) => {
    const reply = hub.get().held.find((each) => each.id === id);
    if (!reply) hub.say('plain', 'This reply does not wait any more.');
    return reply;
  };

  return {
    load,
    onChange(action, ticketId) {
      if (action.startsWith('reply.') || hub.get().held.some((each) => each.ticketId === ticketId))
        void load();
    },
    takeBackLast() {
      const reply = hub.get().held.findLast(({ state }) => state === 'held');
      if (reply) void takeBack(reply, 'edit');
      return reply !== undefined;
    },
    sendNext() {
      const reply = hub.get().held.find(({ state }) => state === 'held');
      if (!reply) return hub.say('plain', 'No reply waits to be sent.');
      void sendNow(reply);
    },
    takeBack(id, how) {
      const reply = find(id);
      if (reply) void takeBack(reply, how);
    },
    async sendNow(id) {
      const reply = find(id);
      return reply ? sendNow(reply) : false;
    },
    stop: () => clearInterval(ticking),
  };
}

function safeHeld(each: Outputs['tickets']['held']['items'][number], now: number): HeldReply {
  const [first, ...others] = safePeople(each.to).map(({ name }) => name);
  return {
    id: each.id,
    ticketId: each.ticket.id,
    number: each.ticket.number,
    to: `${first ?? 'nobody'}${others.length > 0 ? ` (+${others.length} cc)` : ''}`,
    text: displayText(each.text, { multiline: true }),
    files: each.attachments.map(({ fileName }) => displayText(fileName)),
    requestId: each.requestId,
    state: each.state === 'held' ? 'held' : 'stopped',
    reason: displayText(each.reason ?? ''),
    // The desk's clock and this one may differ; how long it still waits does not.
    leavesAt: now + each.leavesInMs,
    acts: each.actions,
  };
}
