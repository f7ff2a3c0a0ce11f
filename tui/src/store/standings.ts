/** How a ticket stands in one thing that a key can change, and how it is brought to stand so again. */
import type { LinkedAs, PosternClient, TicketHead } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { laterText } from '../text/later.ts';
import type { TicketRow } from './model.ts';

/** What a ticket can be made to another one. */
export type LinkWish = 'related' | 'duplicate' | 'parent' | 'child';

/** The tickets' part of the client, with one request's options. */
interface Way {
  tickets: PosternClient['tickets'];
  options: { signal: AbortSignal };
}

interface StandingKind<Value extends string> {
  of(row: TicketRow, which: About): Value;
  /** From how the row stands to `to`. */
  bring(
    way: Way,
    which: { ticket: string; ifVersion?: number },
    to: Value,
    from: TicketRow,
    about: About,
  ): Promise<TicketHead>;
  /** Behind "#1042 " or "12 tickets ": `is open`; `isMany` asks for the plural. */
  words(value: Value, isMany: boolean, row: TicketRow | undefined, about: About): string;
}

/** Which of several things of one kind it is about. */
interface About {
  /** Of a property. */
  key?: string;
  /** Safe to print. */
  label?: string;
}

const kind = <Value extends string>(each: StandingKind<Value>) => each;
const is = (isMany: boolean) => (isMany ? 'are' : 'is');

/** A new thing that can be undone is a row here. Values compare as texts. */
const kinds = {
  /** `open` or `closed`; behind separators the stage and how it sleeps, where it is to be brought back there. */
  status: kind<string>({
    of: ({ status, stage, snoozed }) =>
      [status, stage, ...(snoozed ? [sleepOf({ snoozed })] : [])].join(optionSeparator),
    async bring({ tickets, options }, which, to) {
      const [status, stage, sleep] = valueParts(to);
      if (stage === undefined)
        return status === 'closed'
          ? tickets.close.mutate(which, options)
          : tickets.reopen.mutate(which, options);
      const head = await tickets.setStage.mutate({ ...which, to: stage }, options);
      const isOver = sleep === undefined || (sleep !== 'reply' && Date.parse(sleep) <= Date.now());
      if (isOver) return head;
      const until = sleep === 'reply' ? null : sleep;
      // It is open again in any case; that it sleeps no more shows in what is answered.
      return tickets.snooze.mutate({ ticket: which.ticket, until }, options).catch(() => head);
    },
    words: (to, isMany) => {
      const [status, stage, sleep] = valueParts(to);
      const where = status === 'open' && stage && !isMany ? ` in ${stage}` : '';
      return `${is(isMany)} ${status}${where}${sleep === undefined ? '' : ` and ${sleepWords(sleep, isMany)}`}`;
    },
  }),
  priority: kind<TicketRow['priority']>({
    of: (row) => row.priority,
    bring: ({ tickets, options }, which, to) => tickets.setPriority.mutate({ ...which, to }, options),
    words: (to, isMany) => `${isMany ? 'have' : 'has'} the priority ${to}`,
  }),
  /** By the stage's name. */
  stage: kind<string>({
    of: (row) => row.stage,
    bring: ({ tickets, options }, which, to) => tickets.setStage.mutate({ ...which, to }, options),
    words: (to, isMany) => `${isMany ? 'stand' : 'stands'} in ${to}`,
  }),
  /** By e-mail address, or `none`. */
  assignee: kind<string>({
    of: (row) => row.assignee?.email ?? 'none',
    bring: ({ tickets, options }, which, to) => tickets.assign.mutate({ ...which, to }, options),
    words: (to, isMany, row) =>
      `${is(isMany)} assigned to ${row?.assignee?.name ?? (to === 'none' ? 'nobody' : to)}`,
  }),
  /** A team's name, or `none`; behind a separator the assignee, where they are to be brought back too. */
  team: kind<string>({
    of: ({ team, assignee }) => [team ?? 'none', assignee?.email ?? 'none'].join(optionSeparator),
    async bring({ tickets, options }, which, to) {
      const [team = '', assignee] = valueParts(to);
      const head = await tickets.assign.mutate({ ...which, to: `@${team}` }, options);
      // Whoever is of another team gives the ticket up with it.
      if (assignee === undefined || assignee === (head.assignee?.email ?? 'none')) return head;
      return tickets.assign.mutate({ ticket: which.ticket, to: assignee }, options);
    },
    words: (to, isMany) => {
      const [team = ''] = valueParts(to);
      return team === 'none' ? `${is(isMany)} of no team` : `${is(isMany)} of the team ${displayText(team)}`;
    },
  }),
  /** `in` the bin or `out` of it. */
  bin: kind<'in' | 'out'>({
    of: ({ isDeleted }) => (isDeleted ? 'in' : 'out'),
    bring: ({ tickets, options }, which, to) =>
      to === 'in' ? tickets.delete.mutate(which, options) : tickets.restore.mutate(which, options),
    words: (to, isMany) => (to === 'in' ? `${is(isMany)} in the bin` : `${is(isMany)} out of the bin`),
  }),
  /** `yes` when this person hears of it beside its assignee. */
  following: kind<'yes' | 'no'>({
    of: ({ followers }, { key = '' }) => (followers?.includes(key) ? 'yes' : 'no'),
    async bring({ tickets, options }, which, to) {
      // Following changes nothing of the ticket, so its version is nobody's concern.
      const { ticket } = which;
      await (to === 'yes' ? tickets.follow : tickets.unfollow).mutate({ ticket }, options);
      return tickets.view.query({ ticket }, options);
    },
    words: (to, isMany) => `${is(isMany)} ${to === 'yes' ? '' : 'no longer '}followed by you`,
  }),
  /** `on` or `off`: whether this address is of its people. */
  contact: kind<'on' | 'off'>({
    of: ({ contacts }, { key = '' }) => (contacts?.includes(key) ? 'on' : 'off'),
    bring: ({ tickets, options }, which, to, _from, { key = '' }) =>
      tickets.changeContacts.mutate(
        { ...which, ...(to === 'on' ? { add: [key], create: true } : { remove: [key] }) },
        options,
      ),
    words: (to, isMany, _row, { key = '' }) =>
      `${to === 'on' ? '' : 'no longer '}${isMany ? 'have' : 'has'} ${displayText(key)} on ${isMany ? 'them' : 'it'}`,
  }),
  /** What the ticket with this number is to it, or `none`. */
  link: kind<LinkedAs | 'none'>({
    // A follow-up is no link that can be made or taken away.
    of: ({ linked }, { key }) =>
      linked?.find(({ number, as }) => String(number) === key && as !== 'earlier' && as !== 'follow-up')
        ?.as ?? 'none',
    async bring({ tickets, options }, which, to, _from, { key }) {
      const { ticket } = which;
      const other = Number(key);
      if (to === 'none') await tickets.unlink.mutate({ ...which, to: other }, options);
      else if (to === 'duplicate') await tickets.link.mutate({ ticket: other, to: ticket, as: to }, options);
      else await tickets.link.mutate({ ...which, to: other, as: linkWishFor(to) }, options);
      // Where links are made the desk answers the ticket without them.
      return tickets.view.query({ ticket }, options);
    },
    words: (to, isMany, _row, { key }) =>
      to === 'none' ? `${is(isMany)} no longer linked with #${key}` : `${linkedWords[to]} #${key} now`,
  }),
  /** `apart`, or the number of the ticket that is left. */
  merge: kind<string>({
    of: ({ mergedInto }) => (mergedInto === null ? 'apart' : String(mergedInto)),
    async bring({ tickets, options }, which, to) {
      if (to === 'apart') return tickets.unmerge.mutate(which, options);
      await tickets.merge.mutate({ ...which, into: Number(to) }, options);
      // The desk answers the ticket that is left; this is about the other.
      return tickets.view.query({ ticket: which.ticket }, options);
    },
    words: (to, isMany) => {
      if (to === 'apart') return isMany ? 'stand by themselves' : 'stands by itself';
      return `${is(isMany)} merged into #${to}`;
    },
  }),
  /** `awake`, `reply`, or the moment in ISO 8601. */
  snooze: kind<string>({
    of: sleepOf,
    bring: ({ tickets, options }, which, to) =>
      to === 'awake'
        ? tickets.wake.mutate(which, options)
        : tickets.snooze.mutate({ ...which, until: to === 'reply' ? null : to }, options),
    words: (to, isMany) => (to === 'awake' ? `${is(isMany)} awake` : sleepWords(to, isMany)),
  }),
  /** All of them, with spaces between. */
  tags: kind<string>({
    of: (row) => row.tags.join(' '),
    bring({ tickets, options }, which, to, from) {
      const wanted = wordsIn(to);
      const add = wanted.filter((tag) => !from.tags.includes(tag));
      const remove = from.tags.filter((tag) => !wanted.includes(tag));
      return tickets.tag.mutate({ ...which, add, remove }, options);
    },
    words: (to, isMany) => {
      const tags = wordsIn(to).join(', ');
      return tags === '' ? `${isMany ? 'have' : 'has'} no tags` : `${is(isMany)} tagged ${tags}`;
    },
  }),
  /** A property's value as one text, options with `optionSeparator` between them; empty for none. */
  property: kind<string>({
    of: ({ properties }, { key }) => properties?.find((each) => each.key === key)?.value ?? '',
    bring({ tickets, options }, which, to, _from, { key = '' }) {
      const value = to === '' ? null : to.includes(optionSeparator) ? valueParts(to) : to;
      return tickets.setProperty.mutate({ ...which, values: [{ key, value }] }, options);
    },
    words: (to, isMany, _row, { key = '', label = key }) => {
      const have = isMany ? 'have' : 'has';
      return to === ''
        ? `${have} no ${label}`
        : `${have} the ${label} ${displayText(valueParts(to).join(', '))}`;
    },
  }),
};

/** `awake`, `reply`, or the moment in ISO 8601. */
function sleepOf({ snoozed }: Pick<TicketRow, 'snoozed'>): string {
  if (!snoozed) return 'awake';
  return snoozed.until === null ? 'reply' : new Date(snoozed.until).toISOString();
}

function sleepWords(to: string, isMany: boolean): string {
  const until = to === 'reply' ? 'the customer writes' : laterText(Date.parse(to), Date.now());
  return `${isMany ? 'sleep' : 'sleeps'} until ${until}`;
}

/** What a ticket is to another one, when that one is so to it. */
const linkedWords: Record<LinkedAs, string> = {
  related: 'belongs with',
  original: 'is a duplicate of',
  duplicate: 'is the original of',
  child: 'is the parent of',
  parent: 'is a child of',
  ...{ 'split-off': 'is parted from', origin: 'is split off from' },
  ...{ 'follow-up': 'is followed by', earlier: 'follows' },
};

/** What the ticket is to be made to the other, so that the other is so to it. */
function linkWishFor(as: LinkedAs): LinkWish {
  if (as === 'original') return 'duplicate';
  if (as === 'child') return 'parent';
  return as === 'parent' ? 'child' : 'related';
}

/** What the other ticket is then: the other way round. */
export function linkedBy(wish: LinkWish): LinkedAs {
  return ({ related: 'related', duplicate: 'original', parent: 'child', child: 'parent' } as const)[wish];
}

/** Whether no key brings a ticket there again: the link that a split made is made by splits alone. */
export function isBeyondReach({ name, value }: Standing): boolean {
  return name === 'link' && (value === 'split-off' || value === 'origin');
}

/** Stands between the options of a property that has several; no option holds it. */
export const optionSeparator = '\u001f';

/** The options in a property's value; none in an empty one. */
export function valueParts(value: string): string[] {
  return value === '' ? [] : value.split(optionSeparator);
}

const wordsIn = (text: string) => text.split(' ').filter(Boolean);

/** What can be changed with a key and taken back. */
export type StandingName = keyof typeof kinds;

/** How a ticket stands in it: data, so that two standings can be compared. */
export interface Standing extends About {
  name: StandingName;
  value: string;
}

const kindOf = (name: StandingName) => kinds[name] as StandingKind<string>;

/** How the row stands in what the other standing is about. */
export function standingOf(row: TicketRow, like: Omit<Standing, 'value'>): Standing {
  const { name, key, label } = like;
  const about = { ...(key !== undefined && { key }), ...(label !== undefined && { label }) };
  return { name, ...about, value: kindOf(name).of(row, about) };
}

/** Whether both say the same. */
export function isSameStanding(one: Standing, other: Standing): boolean {
  return one.name === other.name && one.key === other.key && one.value === other.value;
}

/** Asks the desk to bring the ticket there from where the row stands. Throws what the client throws. */
export function bringTo(
  way: Way,
  which: { ticket: string; ifVersion?: number },
  to: Standing,
  from: TicketRow,
): Promise<TicketHead> {
  return kindOf(to.name).bring(way, which, to.value, from, to);
}

/** `is closed`, `have the priority high`; names come from the row where there is one. */
export function standingWords(standing: Standing, isMany: boolean, row?: TicketRow): string {
  return kindOf(standing.name).words(standing.value, isMany, row, standing);
}
