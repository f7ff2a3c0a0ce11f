/** Everything that one customer's browser can ask of the portal, held against what this customer may see. */
import type { SeenTicket } from '@postern/core/testing';
import { expect } from 'vitest';
import { type Answer, answerTo, kinds, type Look } from './answers.ts';
import { checkFiles, checkForms, checkLive, checkPosting, checkTickets } from './check-tickets.ts';

/** One visitor at one moment; `turn` says which of the many things are looked at this time. */
export async function checkVisitor(given: Omit<Look, 'all' | 'seen' | 'gate' | 'forbidden'>): Promise<void> {
  const { desk, contact } = given;
  const gate = await desk.gateOf(contact);
  const all = await desk.allTickets();
  const visible = gate === 'ok' ? await desk.visibleTo(contact) : [];
  const look: Look = { ...given, all, gate, seen: visible, forbidden: forbiddenFor(all, visible) };
  await checkLists(look);
  await checkSearches(look);
  await checkTickets(look);
  await checkFiles(look);
  await checkForms(look);
  await checkPosting(look);
  if (gate === 'ok') await checkLive(look);
  await checkPreview(look);
}

/** Notes, what was said elsewhere, and every word of a ticket that is not seen. */
function forbiddenFor(all: SeenTicket[], visible: SeenTicket[]): RegExp {
  const seen = new Set(visible.map(({ id }) => id));
  // The files of a merged ticket bear its word, and stand on the page of the one that is left.
  const read = new Set(visible.flatMap(({ mergedWords }) => mergedWords));
  const words = all.flatMap(({ id, word, teamWords }) => [
    ...teamWords,
    ...(seen.has(id) || read.has(word) ? [] : [word]),
  ]);
  return new RegExp(['canary', ...words].join('|'));
}

const sorts = ['-activity', 'activity', '-created', 'created', '-number', 'number'] as const;
const columns = { activity: 'lastPublicAt', created: 'createdAt', number: 'number' } as const;

function sorted(tickets: SeenTicket[], sort: (typeof sorts)[number]): SeenTicket[] {
  const column = columns[sort.replace('-', '') as keyof typeof columns];
  const sign = sort.startsWith('-') ? -1 : 1;
  // Numbers are given in the order in which tickets are filed, so they decide between equal times.
  return [...tickets].sort(
    (a, b) =>
      sign *
      (typeof a[column] === 'number'
        ? a.number - b.number
        : String(a[column]).localeCompare(String(b[column])) || a.number - b.number),
  );
}

/** List, counts and times in each kind, status, scope and sort; half of the combinations at a time. */
async function checkLists(look: Look): Promise<void> {
  const { turn, gate, seen } = look;
  let index = turn;
  for (const status of ['all', 'open', 'waiting', 'closed'] as const) {
    for (const scope of ['all', 'mine'] as const) {
      index += 1;
      const sort = sorts[(index * 5 + turn) % sorts.length] as (typeof sorts)[number];
      const wanted = sorted(
        seen.filter(
          (ticket) =>
            (scope === 'all' || ticket.isOwn) &&
            (status === 'all' ||
              (status === 'waiting'
                ? ticket.stage === 'Waiting on customer'
                : ticket.isOpen === (status === 'open'))),
        ),
        sort,
      ).slice(0, 25);
      const path = `/support?status=${status}&scope=${scope}&sort=${sort}`;
      const kind = kinds[index % kinds.length] as (typeof kinds)[number];
      const answer = await answerTo(look, path, kind);
      if (gate !== 'ok') continue;
      expect([path, answer.status]).toEqual([path, 200]);
      expect([path, kind, numbersIn(answer, kind)]).toEqual([path, kind, wanted.map(({ number }) => number)]);
      if (kind === 'application/json') expectTimes(answer, wanted);
      if (kind === 'text/html')
        expectCounts(answer, scope === 'all' ? seen : seen.filter(({ isOwn }) => isOwn));
    }
  }
}

function numbersIn({ body }: Answer, kind: (typeof kinds)[number]): number[] {
  if (kind === 'application/json')
    return (JSON.parse(body) as { items: { number: number }[] }).items.map(({ number }) => number);
  const pattern = kind === 'text/html' ? /href="\/support\/tickets\/(\d+)"/g : /^#(\d+) /gm;
  return [...new Set([...body.matchAll(pattern)].map((match) => Number(match[1])))];
}

/** The customers' clock, which no note moves. */
function expectTimes({ body }: Answer, wanted: SeenTicket[]): void {
  const { items } = JSON.parse(body) as { items: { lastActivityAt: string; createdAt: string }[] };
  expect(items.map(({ createdAt, lastActivityAt }) => [createdAt, lastActivityAt])).toEqual(
    wanted.map((ticket) => [ticket.createdAt, ticket.lastPublicAt]),
  );
}

function expectCounts({ body }: Answer, tickets: SeenTicket[]): void {
  const shown = Object.fromEntries(
    [...body.matchAll(/<a class="(waiting|open|closed)"[^>]*>[^<]*?(\d+)/g)].map((match) => [
      match[1] ?? '',
      Number(match[2]),
    ]),
  );
  const waiting = tickets.filter(({ stage }) => stage === 'Waiting on customer').length;
  const open = tickets.filter(({ isOpen }) => isOpen).length;
  const counts = { ...(waiting > 0 && { waiting }), open, closed: tickets.length - open };
  expect(shown).toEqual(tickets.length === 0 ? {} : counts);
}

/** A search for a word of a note, of a hidden ticket or of what was said elsewhere is one for nothing at all. */
async function checkSearches(look: Look): Promise<void> {
  const { desk, all, seen, gate, turn } = look;
  const isSeen = new Set(seen.map(({ id }) => id));
  const hidden = all.filter(({ id }) => !isSeen.has(id));
  const terms = [
    'canary',
    desk.lastCanary(),
    hidden[turn % Math.max(1, hidden.length)]?.word,
    seen.flatMap(({ teamWords }) => teamWords)[0],
  ];
  for (const [index, term] of terms.entries()) {
    if (!term) continue;
    const kind = kinds[(index + turn) % kinds.length] as (typeof kinds)[number];
    const search = async (word: string) => {
      const { status, body } = await answerTo(look, `/support?search=${word}`, kind, [word]);
      return [status, body.replaceAll(word, 'WORD')];
    };
    expect([term, ...(await search(term))]).toEqual([term, ...(await search('nothing9w'))]);
  }
  const known = seen[turn % Math.max(1, seen.length)];
  if (gate !== 'ok' || !known) return;
  const found = await answerTo(look, `/support?search=${known.word}`, 'application/json');
  expect(numbersIn(found, 'application/json')).toEqual([known.number]);
}

/** An agent who reads one inbox looks through the customer's eyes: what is in that inbox, and nothing besides. */
async function checkPreview(look: Look): Promise<void> {
  const { world, desk, contact, all, agents, turn } = look;
  const { email = '' } = desk.contacts[contact] ?? {};
  const { address } = await agents.limited.preview.start.mutate({ contact: email });
  const visitor = world.visitor();
  await visitor.get(new URL(address).pathname);
  const seen = await desk.visibleTo(contact, { evenIfOff: true, inboxId: world.inboxId });
  const within: Look = { ...look, visitor, seen, forbidden: forbiddenFor(all, seen) };
  const kind = kinds[turn % kinds.length] as (typeof kinds)[number];
  const list = await answerTo(within, '/support', kind);
  const isLetIn = (await desk.doorOf(contact)) === 'ok';
  if (isLetIn) {
    const wanted = sorted(seen, '-activity').slice(0, 25);
    expect(list.status).toBe(200);
    expect(numbersIn(list, kind)).toEqual(wanted.map(({ number }) => number));
  } else if (list.status === 200) {
    // A preview shows the very page that this customer gets, so it may be the sign-in form.
    expect(list.body).toContain('action="/support/sign-in"');
    expect(numbersIn(list, kind)).toEqual([]);
  }
  await checkTickets({ ...within, gate: isLetIn ? 'ok' : 'shut' }, 4);
}
