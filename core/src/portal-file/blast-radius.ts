/** What a change of settings would do to what customers see: which tickets would appear or vanish, and for whom. */
import { createHash, type Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { type Catalogue, readCatalogue } from '../query/catalogue.ts';
import { hasPart, type PortalRule, portalRule, type SightSettings } from '../visibility/portal-rule.ts';
import { isNotConfidential } from '../visibility/visible-tickets.ts';
import { seesOrganization } from '../visibility/who-sees.ts';

export interface PersonView {
  name: string;
  email: string;
}

export interface TicketMove {
  number: number;
  subject: string;
  inboxId: string;
  /** The first few of those for whom it would. */
  for: PersonView[];
  /** All of them, counted. */
  contacts: number;
}

/** One direction: what would appear, or what would vanish. */
export interface Moves {
  tickets: number;
  contacts: number;
  /** The newest tickets and the first contacts, in order. */
  firstTickets: TicketMove[];
  firstContacts: PersonView[];
}

export interface People {
  total: number;
  first: PersonView[];
}

export interface BlastRadius {
  appear: Moves;
  vanish: Moves;
  /** Contacts whom the portal would let in and does not now, and the other way round; with tickets or without. */
  gainAccess: People;
  loseAccess: People;
  /** Only the newest tickets were looked at: there may be more of everything. */
  isAtLeast: boolean;
}

export interface MeasuredRadius {
  radius: BlastRadius;
  /** Another one for any other set of pairs of contact and ticket. */
  fingerprint: string;
}

/** How many of each are named. */
const mostNamed = 20;
const mostNamedPerTicket = 3;
/** The newest so many tickets are looked at, in pieces, so that nobody else waits for long. */
const limits = { tickets: 200_000, piece: 20_000 };

/** Reads alone. Works on sets: its time grows with the tickets, not with tickets times contacts. */
export async function blastRadius(
  core: Core,
  queries: Queries,
  settings: { before: SightSettings; after: SightSettings },
): Promise<MeasuredRadius> {
  const hash = createHash('sha256');
  const [before, after, catalogue] = [
    await portalRule(core, queries, settings.before),
    await portalRule(core, queries, settings.after),
    await readCatalogue(queries),
  ];
  const isSameFilter = isSame(settings.before.filter, settings.after.filter);
  const isSameAudience = isSame(audienceOf(settings.before), audienceOf(settings.after));
  const facts = { queries, catalogue, hash, isSameFilter, isSameAudience };
  const gainAccess = await people(facts, { from: before, to: after });
  const loseAccess = await people(facts, { from: after, to: before });
  const pieces = isSameFilter && isSameAudience ? [] : await piecesOf(queries);
  const appear = await moves(facts, { from: before, to: after }, pieces);
  const vanish = await moves(facts, { from: after, to: before }, pieces);
  const isAtLeast = (pieces.at(-1)?.above ?? 0) > 0;
  return {
    radius: { appear, vanish, gainAccess, loseAccess, isAtLeast },
    fingerprint: hash.digest('base64url'),
  };
}

interface Facts {
  queries: Queries;
  catalogue: Catalogue;
  hash: Hash;
  isSameFilter: boolean;
  isSameAudience: boolean;
}

interface Direction {
  from: PortalRule;
  to: PortalRule;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function audienceOf({ audience, listIds }: SightSettings) {
  return audience === 'ALL' ? null : [...listIds].sort();
}

interface Piece {
  above: number;
  upTo: number;
}

async function piecesOf(queries: Queries): Promise<Piece[]> {
  const [row] = await queries.$queryRaw<{ last: number | bigint | null }[]>`
    SELECT max(t."seq") AS "last" FROM "Ticket" t`;
  const last = Number(row?.last ?? 0);
  const pieces: Piece[] = [];
  for (let upTo = last; upTo > Math.max(0, last - limits.tickets); upTo -= limits.piece)
    pieces.push({ above: Math.max(0, upTo - limits.piece), upTo });
  return pieces;
}

/** Let in by the one rule and not by the other. */
function isGained({ from, to }: Direction): Prisma.Sql {
  return Prisma.sql`((${to.lets}) IS TRUE AND (${from.lets}) IS NOT TRUE)`;
}

async function people({ queries, hash, isSameAudience }: Facts, way: Direction): Promise<People> {
  if (isSameAudience) return { total: 0, first: [] };
  const rows = await queries.$queryRaw<{ email: string }[]>`
    SELECT c."email" FROM "Contact" c WHERE ${isGained(way)} ORDER BY c."email"`;
  const emails = rows.map(({ email }) => email);
  hash.update(`people ${emails.join(' ')}\n`);
  return { total: emails.length, first: await named(queries, emails.slice(0, mostNamed)) };
}

async function named(queries: Queries, emails: string[]): Promise<PersonView[]> {
  const rows = await queries.contact.findMany({
    where: { email: { in: emails } },
    select: { name: true, email: true },
    orderBy: { email: 'asc' },
  });
  return rows.map(({ name, email }) => ({ name: name ?? email, email }));
}

async function moves(facts: Facts, way: Direction, pieces: Piece[]): Promise<Moves> {
  const { queries, hash } = facts;
  const sql = conditions(facts, way);
  const own = new Map<string, string>();
  const organizations = new Map<string, string>();
  const firstTickets: TicketRow[] = [];
  let tickets = 0;
  for (const piece of pieces) {
    // A query keeps the process busy; between two of them others have their turn.
    await nextTurn();
    const count = await countTickets(queries, sql, piece);
    tickets += count;
    if (count > 0 && firstTickets.length < mostNamed)
      firstTickets.push(...(await newestTickets(queries, sql, piece, mostNamed - firstTickets.length)));
    await collect(own, ownMoves(queries, way, sql, piece));
    await collect(organizations, organizationMoves(queries, sql, piece));
  }
  const members = await membersOf(facts, way, organizations);
  const emails = [...new Set([...own.keys(), ...members.map(({ email }) => email)])].sort(byCodeUnits);
  for (const marks of [own, organizations])
    for (const [key, mark] of [...marks].sort(([a], [b]) => byCodeUnits(a, b)))
      hash.update(`${key} ${mark}\n`);
  for (const { email, organizationId } of members) hash.update(`${email} in ${organizationId}\n`);
  hash.update(`tickets ${tickets}\n`);
  return {
    tickets,
    contacts: emails.length,
    firstTickets: await withPeople(facts, way, firstTickets),
    firstContacts: await named(queries, emails.slice(0, mostNamed)),
  };
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The conditions of one direction, once each. `eyes` are the organizations whose members see through sight. */
function conditions({ catalogue, isSameFilter, isSameAudience }: Facts, way: Direction) {
  const { from, to } = way;
  const isShown = Prisma.sql`((${to.shows}) IS TRUE)`;
  const isNewlyShown = isSameFilter
    ? Prisma.sql`(1 = 0)`
    : Prisma.sql`(${isShown} AND (${from.shows}) IS NOT TRUE)`;
  const gained = isSameAudience ? Prisma.sql`(1 = 0)` : isGained(way);
  const open = isNotConfidential(catalogue, Prisma.sql`t."inboxId"`);
  const eyes = Prisma.sql`WITH eyes AS (
    SELECT c."organizationId" AS "id", max(CASE WHEN ${gained} THEN 1 ELSE 0 END) AS "gained"
    FROM "Contact" c JOIN "Organization" g ON g."id" = c."organizationId"
    WHERE ${seesOrganization} AND (${to.lets}) IS TRUE GROUP BY c."organizationId")`;
  const ownWhere = (condition: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM "TicketContact" tc
    JOIN "Contact" c ON c."id" = tc."contactId" WHERE tc."ticketId" = t."id" AND ${condition})`;
  const moves = Prisma.sql`(
    (${isNewlyShown} AND (${ownWhere(Prisma.sql`(${to.lets}) IS TRUE`)}
      OR (${open} AND t."organizationId" IN (SELECT "id" FROM eyes))))
    OR (${isShown} AND (${ownWhere(gained)}
      OR (${open} AND t."organizationId" IN (SELECT "id" FROM eyes WHERE "gained" = 1)))))`;
  const gainedOrganizations = Prisma.sql`SELECT c."organizationId" FROM "Contact" c
    JOIN "Organization" g ON g."id" = c."organizationId" WHERE ${seesOrganization} AND ${gained}`;
  return { isShown, isNewlyShown, gained, open, eyes, moves, gainedOrganizations };
}

type Conditions = ReturnType<typeof conditions>;

const within = ({ above, upTo }: Piece) => Prisma.sql`t."seq" > ${above} AND t."seq" <= ${upTo}`;

async function countTickets(queries: Queries, { eyes, moves }: Conditions, piece: Piece): Promise<number> {
  const [row] = await queries.$queryRaw<{ count: number | bigint }[]>`
    ${eyes} SELECT count(*) AS "count" FROM "Ticket" t WHERE ${within(piece)} AND ${moves}`;
  return Number(row?.count ?? 0);
}

interface TicketRow {
  id: string;
  number: number;
  subject: string;
  inboxId: string;
  organizationId: string | null;
}

function newestTickets(
  queries: Queries,
  { eyes, moves }: Conditions,
  piece: Piece,
  most: number,
): Promise<TicketRow[]> {
  return queries.$queryRaw<TicketRow[]>`
    ${eyes} SELECT t."id", t."number", t."subject", t."inboxId", t."organizationId"
    FROM "Ticket" t WHERE ${within(piece)} AND ${moves} ORDER BY t."seq" DESC LIMIT ${most}`;
}

interface Mark {
  key: string;
  count: number | bigint;
  mark: string;
}

/** A few numbers that tell one set of tickets from another without naming them. */
const marks = Prisma.sql`count(*) AS "count",
  CAST(sum((CAST(t."seq" AS BIGINT) * 48271) % 2147483647) AS TEXT) AS "mark"`;

async function collect(into: Map<string, string>, rows: Promise<Mark[]>): Promise<void> {
  for (const { key, count, mark } of await rows) into.set(key, `${into.get(key) ?? ''} ${count}/${mark}`);
}

/** For each contact, the tickets they are on that would move. */
function ownMoves(queries: Queries, { to }: Direction, sql: Conditions, piece: Piece): Promise<Mark[]> {
  return queries.$queryRaw<Mark[]>`
    SELECT c."email" AS "key", ${marks}
    FROM "Ticket" t JOIN "TicketContact" tc ON tc."ticketId" = t."id" JOIN "Contact" c ON c."id" = tc."contactId"
    WHERE ${within(piece)} AND ((${sql.isNewlyShown} AND (${to.lets}) IS TRUE) OR (${sql.gained} AND ${sql.isShown}))
    GROUP BY c."email"`;
}

/** For each organization, its tickets that would move for all of its seeing members, and for new ones alone. */
function organizationMoves(queries: Queries, sql: Conditions, piece: Piece): Promise<Mark[]> {
  return queries.$queryRaw<Mark[]>`
    SELECT 'all ' || t."organizationId" AS "key", ${marks} FROM "Ticket" t
    WHERE ${within(piece)} AND t."organizationId" IS NOT NULL AND ${sql.open} AND ${sql.isNewlyShown}
    GROUP BY t."organizationId"
    UNION ALL
    SELECT 'new ' || t."organizationId" AS "key", ${marks} FROM "Ticket" t
    WHERE ${within(piece)} AND t."organizationId" IN (${sql.gainedOrganizations}) AND ${sql.open} AND ${sql.isShown}
    GROUP BY t."organizationId"`;
}

/** The members for whom tickets of these organizations would move through sight. */
async function membersOf(
  { queries, isSameAudience }: Facts,
  way: Direction,
  organizations: ReadonlyMap<string, string>,
): Promise<{ email: string; organizationId: string }[]> {
  if (organizations.size === 0) return [];
  const gained = isSameAudience ? Prisma.sql`(1 = 0)` : isGained(way);
  const rows = await queries.$queryRaw<
    { email: string; organizationId: string; isGained: number | bigint }[]
  >`SELECT c."email", c."organizationId", CASE WHEN ${gained} THEN 1 ELSE 0 END AS "isGained"
    FROM "Contact" c JOIN "Organization" g ON g."id" = c."organizationId"
    WHERE ${seesOrganization} AND (${way.to.lets}) IS TRUE ORDER BY c."email"`;
  return rows.filter(
    ({ organizationId, isGained }) =>
      organizations.has(`all ${organizationId}`) ||
      (Number(isGained) === 1 && organizations.has(`new ${organizationId}`)),
  );
}

/** The tickets with the first few of those for whom they would move. */
async function withPeople(
  { queries, catalogue }: Facts,
  { from, to }: Direction,
  rows: TicketRow[],
): Promise<TicketMove[]> {
  const found: TicketMove[] = [];
  for (const { id, number, subject, inboxId, organizationId } of rows) {
    const people = await queries.$queryRaw<
      { name: string | null; email: string; total: number | bigint }[]
    >`SELECT c."name", c."email", count(*) OVER () AS "total"
      FROM "Ticket" t CROSS JOIN "Contact" c LEFT JOIN "Organization" g ON g."id" = c."organizationId"
      WHERE t."id" = ${id} AND c."id" IN (
        SELECT tc."contactId" FROM "TicketContact" tc WHERE tc."ticketId" = ${id}
        UNION SELECT m."id" FROM "Contact" m WHERE m."organizationId" = ${organizationId})
      AND ${hasPart(catalogue)} AND (${to.lets}) IS TRUE AND (${to.shows}) IS TRUE
      AND ((${from.lets}) IS NOT TRUE OR (${from.shows}) IS NOT TRUE)
      ORDER BY c."email" LIMIT ${mostNamedPerTicket}`;
    found.push({
      number,
      subject,
      inboxId,
      for: people.map(({ name, email }) => ({ name: name ?? email, email })),
      contacts: Number(people[0]?.total ?? 0),
    });
  }
  return found;
}
