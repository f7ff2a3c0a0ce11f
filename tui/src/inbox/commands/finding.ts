/** What the keys of "Find" do: queries, numbered views, arrivals. */
import { displayText } from '@postern/core/words';
import { createEditor } from '../../editor/editor.ts';
import { deskDraftTo } from '../../store/desk-drafts.ts';
import type { Inbox } from '../../store/inbox.ts';
import { type Choice, numbered, rowAtCursor, type TicketRow } from '../../store/model.ts';
import { noSelection } from '../../store/selection.ts';
import { valueParts } from '../../store/standings.ts';
import { momentText } from '../../views/times.ts';
import { leavePages } from './leave-pages.ts';

export function findingCommands(inbox: Inbox) {
  const { hub, list, threads, selection, composing, views, outbox, queryEditor } = inbox;
  const state = () => hub.get();

  const ask = (title: string, kind: 'narrow' | 'draft' | 'theirs', choices: readonly Choice[]) =>
    hub.set({
      picker: { title, purpose: { kind }, editor: createEditor('', { singleLine: true }), choices, index: 0 },
    });

  return {
    'query.edit': () => {
      leavePages(inbox);
      if (state().openId !== null) threads.close();
      queryEditor.open(`${state().query} `);
    },
    'view.show': (keys: string) => {
      const index = Number(keys) - 1;
      const { length } = numbered(state().views);
      if (index >= length) return hub.say('plain', `There are ${length} views with a number.`);
      void list.showView(index);
    },
    'arrivals.show': () => void list.showArrivals(),
    'query.clear': () => {
      if (state().selection !== noSelection) return selection.clear();
      if (state().focus === 'preview') return hub.set({ focus: 'list' });
      if (state().view === null) void list.showLastView();
    },
    'query.narrow': () => {
      const row = rowAtCursor(state());
      if (!row) return hub.say('plain', 'There is no ticket here.');
      // Its thread says more of it than its row.
      const known = state().tickets.get(row.id) ?? row;
      ask('Only tickets like this one', 'narrow', narrowings(known));
    },
    /** Takes a choice of `query.narrow`. */
    async narrow({ to }: Choice) {
      hub.set({ picker: null });
      const { query } = state();
      const problem = query.includes(to) ? null : await list.showQuery(`${query} ${to}`);
      if (problem) hub.say('bad', problem);
    },
    'page.openTicket': () => {
      const contact = state().page?.contact;
      if (!contact) return hub.say('plain', 'No tickets are listed here. i lists those of the contact.');
      if (contact.tickets.length === 0) return hub.say('plain', 'They have no tickets.');
      const choices = contact.tickets.map(({ number, subject, status, stage }) => ({
        label: `#${number} ${subject}`,
        detail: status === 'closed' ? 'closed' : stage.toLowerCase(),
        to: String(number),
      }));
      ask(`Newest tickets of ${contact.name}`, 'theirs', choices);
    },
    /** Goes to the ticket of a number, in the list or not. */
    async goToTicket(number: number) {
      const { tickets, list: shown } = state();
      const known = [...shown.rows, ...tickets.values()].find((each) => each.number === number);
      let id = known?.id;
      if (id === undefined) {
        const answer = await hub.ask((options) => hub.client.tickets.view.query({ ticket: number }, options));
        if (!answer.ok) return hub.fail(answer.failure);
        id = answer.value.id;
        if (!(await threads.load(id))) return;
      }
      leavePages(inbox);
      threads.open(id);
    },
    'held.list': () => {
      leavePages(inbox);
      outbox.open();
    },
    'draft.list': async () => {
      leavePages(inbox);
      const here = composing.drafts();
      const choices = here.map(
        ({ ticketId, number, kind, text }): Choice => ({
          label: `#${number} ${kind === 'reply' ? 'public reply' : 'internal note'}`,
          detail: firstLine(text),
          to: `${kind} ${ticketId}`,
        }),
      );
      if (choices.length > 0) ask('Drafts', 'draft', choices);
      // Those that are not on this machine, or stand there with another text.
      const elsewhere = ((await composing.atDesk.list()) ?? []).filter(
        ({ ticket, kind, text }) =>
          !here.some((each) => each.ticketId === ticket.id && each.kind === kind && each.text === text),
      );
      const more = elsewhere.map(
        (each): Choice => ({
          label: `#${each.ticket.number} ${each.kind === 'reply' ? 'public reply' : 'internal note'}`,
          detail: `elsewhere, ${momentText(Date.parse(each.updatedAt), hub.now())}: ${firstLine(displayText(each.text))}`,
          to: deskDraftTo(each),
        }),
      );
      const { picker } = state();
      if (choices.length + more.length === 0) return hub.say('plain', 'There are no drafts.');
      if (choices.length === 0) return ask('Drafts', 'draft', more);
      if (picker?.purpose.kind === 'draft')
        hub.set({ picker: { ...picker, choices: [...choices, ...more] } });
    },
    /** Takes a choice of `draft.list`. */
    async openDraft({ to }: Choice) {
      hub.set({ picker: null });
      const [kind, ticketId = '', where] = to.split(' ');
      if (!(await threads.load(ticketId))) return;
      threads.open(ticketId);
      composing.open(kind === 'reply' ? 'reply' : 'note', undefined, where === 'desk' ? 'desk' : undefined);
    },
    'view.list': () => {
      leavePages(inbox);
      views.choose();
    },
    'view.save': () => views.askName(),
    'query.apply': () => void queryEditor.apply(),
    'query.complete': () => queryEditor.complete(),
    'query.cancel': () => queryEditor.close(),
  };
}

const firstLine = (text: string) => text.trim().split('\n')[0] ?? '';

/** What tickets can have in common with this one, as terms of the query. */
function narrowings(row: TicketRow): Choice[] {
  const term = (label: string, field: string, value: string | undefined | null) =>
    value ? [{ label, detail: value, to: `${field}:${quoted(value)}` }] : [];
  return [
    ...term('The same requester', 'from', row.requester?.email),
    ...term('The same organization', 'organization', row.organization),
    ...term('The same assignee', 'assignee', row.assignee?.email ?? 'none'),
    ...term('The same stage', 'stage', row.stage),
    ...term('The same priority', 'priority', row.priority),
    ...term('The same pipeline', 'pipeline', row.pipeline),
    ...term('The same team', 'team', row.team),
    ...row.tags.flatMap((tag) => term('The same tag', 'tag', tag)),
    ...(row.properties ?? []).flatMap(({ key, label, value }) =>
      valueParts(value).flatMap((part) =>
        term(`The same ${label}`, `property.${key}`, part).map((choice) => ({
          ...choice,
          detail: displayText(part),
        })),
      ),
    ),
  ];
}

function quoted(value: string): string {
  return /^[\w@.+-]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`;
}
