/** The rarer acts on a ticket: its people, its team, its followers, what belongs to it, a split, and the bin. */
import type { Failure, Outputs } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { createEditor, textOf } from '../editor/editor.ts';
import { binQuestion, contactQuestion, splitQuestion, stopsWords } from '../text/weighed-words.ts';
import type { Bringing } from './bringing.ts';
import type { Hub } from './hub.ts';
import type { LocalActs } from './local-acts.ts';
import { offeredTickets } from './merging.ts';
import type { Choice, PickerPurpose, Ticket, TicketRow } from './model.ts';
import { contactChoices } from './people-choices.ts';
import { safeRow } from './safe-tickets.ts';
import { ticketsAtHand } from './selection.ts';
import { type LinkWish, linkedBy, type Standing, standingOf } from './standings.ts';
import { namedShort } from './triage.ts';
import type { Weighing } from './weighing.ts';

type RelatingPurpose = PickerPurpose & {
  kind: 'contacts' | 'relate' | 'relation' | 'unlink' | 'split' | 'team';
};

export interface Relating {
  /** Opens the choice of people to put on or to take off. */
  chooseContact(): Promise<void>;
  /** Looks for what was typed there among all contacts, by name or address, and offers them. */
  lookForContact(): Promise<void>;
  chooseTeam(): Promise<void>;
  /** Follows, or no more where every one of the tickets is followed. */
  follow(): Promise<void>;
  /** Opens the choice of the ticket to link with. */
  chooseOther(): void;
  /** Opens the choice of the link to take away. */
  chooseLink(): Promise<void>;
  /** Opens the choice of the message with which the new ticket begins. */
  chooseMessage(): Promise<void>;
  /** Asks, then puts the tickets into the bin, or out of it where all of them lie there. */
  bin(): Promise<void>;
  /** Goes on with what was chosen. What customers notice is said first. */
  take(purpose: RelatingPurpose, choice: Choice): Promise<void>;
  /** Goes on with what it asked about, or leaves it. */
  answer(isYes: boolean): void;
}

const mostOffered = 50;

export function createRelating(
  hub: Hub,
  { bring, carefully }: Bringing,
  weighing: Weighing,
  on: {
    changed(row: TicketRow): void;
    load(ticketId: string): Promise<Ticket | null>;
    acts: Pick<LocalActs, 'record' | 'bar'>;
  },
): Relating {
  const { ask, isFree } = weighing;
  /** What the desk was asked first may come when something else has the keyboard. */
  const open = (title: string, purpose: PickerPurpose, choices: readonly Choice[]) => {
    if (!isFree()) return;
    hub.set({
      picker: { title, purpose, editor: createEditor('', { singleLine: true }), choices, index: 0 },
    });
  };
  const one = (what: string): TicketRow | null => {
    const [row, second] = ticketsAtHand(hub.get());
    if (!second) return row ?? null;
    hub.say('warning', `${what} one ticket at a time. Esc clears the selection.`);
    return null;
  };
  const changed = (answer: Parameters<typeof safeRow>[0]) => on.changed(safeRow(answer));

  /** The ticket as it stands now: what is weighed on it is done to no other. */
  const standing = async ({ id }: TicketRow): Promise<TicketRow | null> => {
    const seen = await hub.ask((options) => hub.client.tickets.view.query({ ticket: id }, options));
    if (!seen.ok) hub.fail(seen.failure);
    return seen.ok ? safeRow(seen.value) : null;
  };
  /** Somebody changed the ticket after it was weighed: what was answered then is no answer now, so it is asked anew. */
  const refused = (failure: Failure, askAgain: () => Promise<void>) =>
    failure.code === 'TICKET_CHANGED' ? askAgain() : hub.fail(failure);

  const changeContact = async (row: TicketRow, to: string, why = ''): Promise<void> => {
    const email = to.slice(1).trim().toLowerCase();
    const isOn = to.startsWith('+');
    const wish = {
      ...{ ticket: row.id, create: isOn },
      ...(isOn ? { add: [email] } : { remove: [email] }),
    };
    const now = await standing(row);
    if (!now) return;
    const effect = await hub.ask((options) => hub.client.tickets.contactsEffect.query(wish, options));
    if (!effect.ok) return hub.fail(effect.failure);
    ask(`${why}${contactQuestion(effect.value, email, isOn ? 'on' : 'off')}`, async () => {
      const answer = await hub.ask((options) =>
        hub.client.tickets.changeContacts.mutate({ ...wish, ifVersion: now.version }, options),
      );
      if (!answer.ok) return refused(answer.failure, () => changeContact(row, to, changedWords(row)));
      const about = { name: 'contact' as const, key: email };
      const before = standingOf(now, about);
      const after = standingOf(safeRow(answer.value), about);
      on.acts.record([{ ticketId: row.id, number: row.number, before, after }]);
      changed(answer.value);
      const names = answer.value.audience.to.map(({ name }) => displayText(name));
      hub.say('good', `On #${row.number} now: ${names.join(', ')}. u takes it back.`);
    });
  };

  const linkAs = (row: TicketRow, to: number, value: Standing['value'], tip: string) =>
    bring([row], { name: 'link', key: String(to), value }, { asksFirst: true, tip });

  const split = async (row: TicketRow, message: string, why = ''): Promise<void> => {
    const wish = { ticket: row.id, message };
    const now = await standing(row);
    if (!now) return;
    const effect = await hub.ask((options) => hub.client.tickets.splitEffect.query(wish, options));
    if (!effect.ok) return hub.fail(effect.failure);
    ask(`${why}${splitQuestion(effect.value)}`, async () => {
      const made = await hub.ask((options) =>
        hub.client.tickets.split.mutate({ ...wish, ifVersion: now.version }, options),
      );
      if (!made.ok) return refused(made.failure, () => split(row, message, changedWords(row)));
      on.acts.bar(`A split is taken back with m: merge #${made.value.number} into #${row.number}.`);
      on.changed(row);
      hub.say('good', `#${made.value.number} is split off from #${row.number}. m makes them one again.`);
    });
  };

  return {
    async chooseContact() {
      const row = one('People change on');
      if (!row) return;
      const organization = row.organization ?? '';
      const [ticket, known] = await Promise.all([
        on.load(row.id),
        hub.ask((options) =>
          hub.client.contacts.list.query({ query: organization, limit: mostOffered }, options),
        ),
      ]);
      if (!ticket) return;
      const others = known.ok ? known.value.items.filter(({ isBlocked }) => !isBlocked).map(shown) : [];
      const choices = contactChoices(ticket.audience.to, others, row.requester?.email);
      open(
        `Who is on #${row.number}? Type a name or an address to put somebody on`,
        { kind: 'contacts', row },
        choices,
      );
    },
    async lookForContact() {
      const { picker } = hub.get();
      if (picker?.purpose.kind !== 'contacts') return;
      const { row } = picker.purpose;
      const typed = textOf(picker.editor).trim();
      const found = await hub.ask((options) =>
        hub.client.contacts.list.query({ query: typed, limit: mostOffered }, options),
      );
      if (!found.ok) return hub.fail(found.failure);
      // By now something else may have been typed.
      if (hub.get().picker !== picker) return;
      const others = found.value.items.filter(({ isBlocked }) => !isBlocked).map(shown);
      const choices = contactChoices([], others, row.requester?.email);
      if (choices.length === 0)
        return hub.say(
          'warning',
          `No contact is called ${displayText(typed)}. Type the whole e-mail address.`,
        );
      hub.set({ picker: { ...picker, editor: createEditor('', { singleLine: true }), choices, index: 0 } });
    },
    async chooseTeam() {
      const rows = ticketsAtHand(hub.get());
      const answer = await hub.ask((options) => hub.client.teams.list.query(undefined, options));
      if (!answer.ok) return hub.fail(answer.failure);
      if (answer.value.items.length === 0)
        return hub.say('plain', 'There are no teams yet. A shell makes one: postern team create NAME');
      const now = rows.every((row) => row.team === rows[0]?.team) ? (rows[0]?.team ?? 'none') : null;
      const choices = [
        ...answer.value.items.map(({ name }) => ({ label: displayText(name), detail: '', to: name })),
        { label: 'no team', detail: '', to: 'none' },
      ].map((each) => (displayText(each.to) === now ? { ...each, detail: 'as it is' } : each));
      open(`Team of ${namedShort(rows)}`, { kind: 'team', rows }, choices);
    },
    async follow() {
      const rows = ticketsAtHand(hub.get());
      const { me } = hub.get();
      if (!me) return;
      const known = await Promise.all(rows.map((row) => on.load(row.id)));
      const isFollowed = known.every((ticket) => ticket?.followers?.includes(me.email));
      const to = { name: 'following' as const, key: me.email, value: isFollowed ? 'no' : 'yes' };
      if (!isFree()) return;
      await carefully(rows, isFollowed ? 'Follow no more' : 'Follow', () =>
        bring(rows, to, { asksFirst: true }),
      );
    },
    chooseOther() {
      const row = one('A link begins at');
      if (!row) return;
      const title = `Link #${row.number} with which ticket? Type its number, or words`;
      open(title, { kind: 'relate', row }, offeredTickets(row, hub.get().list.rows));
    },
    async chooseLink() {
      const row = one('Links are taken away of');
      const ticket = row && (await on.load(row.id));
      if (!ticket) return;
      if (ticket.links.length === 0)
        return hub.say('plain', `#${ticket.number} is linked with nothing. , l links it.`);
      open(
        `Take which link of #${ticket.number} away?`,
        { kind: 'unlink', row: ticket },
        ticket.links.map(({ number, subject, what }) => ({
          label: `#${number} ${subject}`,
          detail: what,
          to: String(number),
        })),
      );
    },
    async chooseMessage() {
      const row = one('A split is made of');
      const ticket = row && (await on.load(row.id));
      if (!ticket) return;
      // The first message stays: nothing would be left without it. Merged tickets are split by unmerging them.
      const [, ...later] = ticket.timeline.filter((each) => each.kind === 'message' && each.ticket === null);
      if (later.length === 0)
        return hub.say('plain', `#${ticket.number} has one message: there is nothing to split off.`);
      open(
        `From which message on is #${ticket.number} another ticket?`,
        { kind: 'split', row: ticket },
        later.toReversed().map(({ id, author, text }) => ({
          label: author.name,
          detail: text.trim().split('\n')[0] ?? '',
          to: id,
        })),
      );
    },
    async bin() {
      const rows = ticketsAtHand(hub.get());
      const known = await Promise.all(rows.map((row) => on.load(row.id)));
      const tickets = known.filter((ticket) => ticket !== null);
      if (tickets.length === 0 || !isFree()) return;
      if (tickets.every(({ isDeleted }) => isDeleted))
        return ask(binQuestion(namedShort(tickets), 'out', tickets.length > 1), () =>
          bring(tickets, { name: 'bin', value: 'out' }),
        );
      const going = tickets.filter(({ isDeleted }) => !isDeleted);
      const stops = stopsWords(
        hub.get().held,
        going.map(({ id }) => id),
      );
      ask(`${binQuestion(namedShort(going), 'in', going.length > 1)} ${stops}`.trim(), () =>
        bring(going, { name: 'bin', value: 'in' }, { tip: ' For 30 days , d restores it; u does now.' }),
      );
    },
    async take(purpose, choice) {
      switch (purpose.kind) {
        case 'contacts':
          return changeContact(purpose.row, choice.to);
        case 'team':
          return carefully(purpose.rows, `Give to ${choice.label}:`, () =>
            bring(purpose.rows, { name: 'team', value: choice.to }),
          );
        case 'relate':
          return open(
            `What is #${purpose.row.number} to #${choice.to}?`,
            { kind: 'relation', row: purpose.row, to: Number(choice.to) },
            (Object.keys(wishes) as LinkWish[]).map((as) => ({
              label: `#${purpose.row.number} ${wishes[as]} #${choice.to}`,
              detail: '',
              to: as,
            })),
          );
        case 'relation':
          return linkAs(
            purpose.row,
            purpose.to,
            linkedBy(choice.to as LinkWish),
            ' , L takes the link away, and so does u.',
          );
        case 'unlink':
          return linkAs(purpose.row, Number(choice.to), 'none', ' u takes it back.');
        default:
          return split(purpose.row, choice.to);
      }
    },
    answer: weighing.answer,
  };
}

const changedWords = ({ number }: TicketRow) => `#${number} has changed meanwhile. `;

/** What one ticket is to another, between their numbers. */
const wishes = {
  related: 'belongs with',
  duplicate: 'is a duplicate of',
  parent: 'is the parent of',
  child: 'is a child of',
} as const;

function shown({ name, email }: Outputs['contacts']['list']['items'][number]) {
  return { name: displayText(name ?? email), email };
}
