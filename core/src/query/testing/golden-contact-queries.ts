/** People on a small desk, what is asked of them, and whom it must find: the same on every engine. */
import fc from 'fast-check';
import type { World } from '../../testing/index.ts';

interface Person {
  mailbox: string;
  name: string;
  organization?: string;
  lists?: string[];
  createdAt: string;
  isBlocked?: true;
  isRegistered?: true;
}

const people: Person[] = [
  {
    mailbox: 'maria@acme.example',
    name: 'Maria López',
    organization: 'Acme',
    lists: ['Pilot customers', 'Beta'],
    createdAt: '2026-10-20T08:00:00.000Z',
    isRegistered: true,
  },
  { mailbox: 'omer@sub.acme.example', name: 'Ömer Yıldız', createdAt: '2026-11-01T00:00:00.000Z' },
  {
    mailbox: 'freja@oresund.example',
    name: 'Freja',
    organization: 'Øresund Ærø ApS',
    lists: ['Beta'],
    createdAt: '2026-11-02T23:59:59.999Z',
    isBlocked: true,
    isRegistered: true,
  },
  {
    mailbox: 'under_score@acme.example',
    name: 'Per 100% Cent',
    organization: 'Acme',
    createdAt: '2026-11-03T09:00:00.000Z',
    isRegistered: true,
  },
];

const mailboxesOf = (finds: (person: Person) => boolean) =>
  people
    .filter(finds)
    .map(({ mailbox }) => mailbox)
    .sort();

/** Puts these people on the desk. */
export async function contactQueryDesk(world: World): Promise<void> {
  const organizations = new Map<string, { id: string }>();
  for (const name of ['Acme', 'Øresund Ærø ApS']) organizations.set(name, await world.organization({ name }));
  const members = new Map<string, Awaited<ReturnType<typeof world.contact>>[]>([
    ['Pilot customers', []],
    ['Beta', []],
  ]);
  for (const person of people) {
    const organization = organizations.get(person.organization ?? '');
    const contact = await world.contact({
      name: person.name,
      email: person.mailbox,
      ...(organization && { organization }),
      ...(person.isRegistered && { passwordHash: 'x' }),
    });
    const createdAt = new Date(person.createdAt);
    await world.inTransaction(({ tx, now }) =>
      tx.contact.update({
        where: { id: contact.id },
        data: { createdAt, blockedAt: person.isBlocked ? now : null },
      }),
    );
    for (const list of person.lists ?? []) members.get(list)?.push(contact);
  }
  for (const [name, each] of members) await world.contactList({ name, members: each });
}

const at = ({ createdAt }: Person) => createdAt;
const everybody = () => true;
const nobody = () => false;

/** Each query beside the same in plain code. */
const pairs: [query: string, finds: (person: Person) => boolean][] = [
  ['', everybody],
  ['email:maria@acme.example', ({ mailbox }) => mailbox.startsWith('maria')],
  ['mail:MARIA@Acme.Example', ({ mailbox }) => mailbox.startsWith('maria')],
  ['email:@acme.example', ({ mailbox }) => mailbox.endsWith('@acme.example')],
  ['email:@ACME.example', ({ mailbox }) => mailbox.endsWith('@acme.example')],
  ['email:@acm_.example', nobody],
  ['email:maria', nobody],
  ['name:"maria lópez"', ({ name }) => name === 'Maria López'],
  ['name:freja,"ÖMER YILDIZ"', ({ name }) => name === 'Freja'],
  ['name:"Ömer Yıldız"', ({ name }) => name === 'Ömer Yıldız'],
  ['organization:acme', ({ organization }) => organization === 'Acme'],
  ['org:none', ({ organization }) => organization === undefined],
  ['company:"øresund ærø aps"', ({ organization }) => organization?.startsWith('Ø') ?? false],
  ['-organization:Acme', ({ organization }) => organization !== 'Acme'],
  ['organization:Nobody', nobody],
  ['-organization:Nobody', everybody],
  ['list:"pilot customers"', ({ lists }) => lists?.includes('Pilot customers') ?? false],
  ['list:Beta', ({ lists }) => lists?.includes('Beta') ?? false],
  ['list:beta,"Pilot customers"', ({ lists }) => lists !== undefined],
  ['-list:Beta', ({ lists }) => !lists?.includes('Beta')],
  ['is:blocked', ({ isBlocked }) => isBlocked === true],
  ['-is:blocked', ({ isBlocked }) => !isBlocked],
  ['is:registered', ({ isRegistered }) => isRegistered === true],
  ['is:registered,blocked', ({ isRegistered }) => isRegistered === true],
  ['created:2026-11-01', (person) => at(person).startsWith('2026-11-01')],
  ['created:2026-10-20..2026-11-01', (person) => at(person) < '2026-11-02'],
  ['created:>2026-11-01', (person) => at(person) >= '2026-11-02'],
  ['created:>=2026-11-01', (person) => at(person) >= '2026-11-01'],
  ['created:<2026-11-01', (person) => at(person) < '2026-11-01'],
  ['created:<=2026-11-01', (person) => at(person) < '2026-11-02'],
  ['created:today', (person) => at(person).startsWith('2026-11-03')],
  ['acme', ({ mailbox }) => mailbox.includes('acme')],
  ['LÓPEZ', ({ name }) => name === 'Maria López'],
  ['ömer', ({ name }) => name === 'Ömer Yıldız'],
  ['under_', ({ mailbox }) => mailbox.startsWith('under_')],
  ['r_s', ({ mailbox }) => mailbox.startsWith('under_')],
  ['100%', ({ name }) => name.includes('100%')],
  ['"100% cent"', ({ name }) => name.includes('100%')],
  ['%', ({ name }) => name.includes('%')],
];

export const goldenContactQueries: [query: string, found: string[]][] = pairs.map(([query, finds]) => [
  query,
  mailboxesOf(finds),
]);

interface Asked {
  query: string;
  finds: (person: Person) => boolean;
}

const term: fc.Arbitrary<Asked> = fc
  .constantFrom(...pairs.filter(([query]) => query !== '' && !query.startsWith('-')))
  .map(([query, finds]) => ({ query, finds }));

/** A query put together at random, and whom plain code finds by it. */
export const anyContactQuery: fc.Arbitrary<{ query: string; found: string[] }> = fc
  .letrec<{ asked: Asked }>((tie) => ({
    asked: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      term,
      tie('asked').map(({ query, finds }) => ({
        query: `-(${query})`,
        finds: (person: Person) => !finds(person),
      })),
      fc.tuple(tie('asked'), tie('asked')).map(([one, other]) => ({
        query: `(${one.query}) (${other.query})`,
        finds: (person: Person) => one.finds(person) && other.finds(person),
      })),
      fc.tuple(tie('asked'), tie('asked')).map(([one, other]) => ({
        query: `((${one.query}) OR (${other.query}))`,
        finds: (person: Person) => one.finds(person) || other.finds(person),
      })),
    ),
  }))
  .asked.map(({ query, finds }) => ({ query, found: mailboxesOf(finds) }));
