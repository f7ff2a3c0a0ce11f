/** Whether a contact sees a ticket, and why: every gate in order, named with its rule. For the team, never for customers. */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { type Catalogue, catalogueOf } from '../query/catalogue.ts';
import { compileQuery } from '../query/compile-query.ts';
import type { QueryTree } from '../query/query-tree.ts';
import { writeQuery } from '../query/write-query.ts';
import type { Portal } from './access-portal.ts';
import { type ContactInPortal, type ContactStanding, contactStanding } from './contact-standing.ts';
import { onListCondition } from './portal-audience.ts';
import { type Gate, isNotHidden, partInTickets } from './visible-tickets.ts';

export interface Why {
  visible: boolean;
  gates: Gate[];
}

/** Every gate between a ticket and a contact. Those who do not exist see nothing, as through a portal that is off. */
export async function whyVisible(
  core: Core,
  queries: Queries,
  viewer: ContactInPortal,
  ticketId: string,
): Promise<Why> {
  const standing = await contactStanding(core, viewer);
  if (!standing?.portal) return { visible: false, gates: [portalGate(null)] };
  const { portal } = standing;
  const catalogue = await catalogueOf(core);
  const [personal, part, filter, hidden] = [
    await personalGates(core, queries, standing, portal),
    await partGates(queries, standing, catalogue, ticketId),
    await filterGate(core, queries, portal.filter, catalogue, ticketId),
    await hiddenGate(queries, ticketId),
  ];
  const gates = [...personal, ...part, filter, hidden];
  return { visible: gates.every(({ pass }) => pass), gates };
}

/** The gates of the person and the portal, before any ticket is looked at. */
export async function personalGates(
  core: Core,
  queries: Queries,
  standing: ContactStanding,
  portal: Portal,
): Promise<Gate[]> {
  return [portalGate(portal), signInGate(standing), await audienceGate(core, queries, standing, portal)];
}

/** Whether the portal is there and on. */
export function portalGate(portal: Portal | null): Gate {
  if (!portal) return { name: 'portal', pass: false, detail: 'There is no portal.' };
  const state = portal.isOn ? 'on' : 'switched off';
  return { name: 'portal', pass: portal.isOn, detail: `The portal "${portal.title}" is ${state}.` };
}

/** Whether the contact is blocked. */
export function signInGate({ isBlocked }: Pick<ContactStanding, 'isBlocked'>): Gate {
  const detail = isBlocked
    ? 'This contact is blocked and may not sign in.'
    : 'This contact is not blocked from signing in.';
  return { name: 'sign-in', pass: !isBlocked, detail };
}

async function audienceGate(
  core: Core,
  queries: Queries,
  { contactId, isInAudience }: ContactStanding,
  portal: Portal,
): Promise<Gate> {
  const name = 'audience';
  if (portal.audience === 'ALL')
    return { name, pass: isInAudience, detail: 'The portal is for everybody who has a login.' };
  const lists = await queries.contactList.findMany({
    where: { portals: { some: { portalId: portal.id } } },
    orderBy: { name: 'asc' },
  });
  if (lists.length === 0)
    return {
      name,
      pass: isInAudience,
      detail: 'The portal is for contact lists alone, and none is chosen.',
    };
  const holding: string[] = [];
  for (const list of lists)
    if (isInAudience && (await isOnList(core, queries, list, contactId))) holding.push(list.name);
  return {
    name,
    pass: isInAudience,
    detail: isInAudience
      ? `The contact is on ${listNames(holding)}.`
      : `The portal is for ${listNames(lists.map((list) => list.name))} alone, and this contact is not on ${lists.length === 1 ? 'it' : 'any of them'}.`,
  };
}

async function isOnList(
  core: Core,
  queries: Queries,
  list: { id: string; filter: unknown },
  contactId: string,
): Promise<boolean> {
  const rows = await queries.$queryRaw<unknown[]>`
    SELECT 1 AS "is" FROM "Contact" c WHERE c."id" = ${contactId} AND ${onListCondition(list, core.clock.now())}`;
  return rows.length > 0;
}

function listNames(names: string[]): string {
  return `the ${names.length === 1 ? 'list' : 'lists'} ${names.map((name) => `"${name}"`).join(', ')}`;
}

interface PartRow {
  isInAudience: number | bigint;
  role: string | null;
  organizationId: string | null;
  organizationName: string | null;
  sight: string | null;
  inboxName: string;
  inboxId: string;
  ticketOrganizationId: string | null;
}

/** Whether the contact has a part in the ticket; where only a confidential inbox is in the way, that is a gate of its own. */
async function partGates(
  queries: Queries,
  standing: ContactStanding,
  catalogue: Catalogue,
  ticketId: string,
): Promise<Gate[]> {
  const { isInAudience } = partInTickets(standing, catalogue);
  const [row] = await queries.$queryRaw<PartRow[]>`
    SELECT CASE WHEN ${isInAudience} THEN 1 ELSE 0 END AS "isInAudience", tc."role", c."organizationId",
           g."name" AS "organizationName", g."sight", i."name" AS "inboxName", i."id" AS "inboxId",
           t."organizationId" AS "ticketOrganizationId"
    FROM "Ticket" t JOIN "Inbox" i ON i."id" = t."inboxId" CROSS JOIN "Contact" c
    LEFT JOIN "Organization" g ON g."id" = c."organizationId"
    LEFT JOIN "TicketContact" tc ON tc."ticketId" = t."id" AND tc."contactId" = c."id"
    WHERE t."id" = ${ticketId} AND c."id" = ${standing.contactId}`;
  if (!row) return [{ name: 'contact', pass: false, detail: 'There is no such ticket.' }];
  const pass = Number(row.isInAudience) === 1;
  const isOrganizations =
    standing.seesOrganizationId !== null && standing.seesOrganizationId === row.ticketOrganizationId;
  if (!pass && isOrganizations) {
    return [
      { name: 'contact', pass: true, detail: organizationDetail(row) },
      {
        name: 'confidential',
        pass: false,
        detail: `The inbox "${row.inboxName}" is confidential: the organization's sight stops there, and this contact is not on the ticket.`,
      },
    ];
  }
  const detail = row.role
    ? roleDetail(row.role)
    : pass
      ? organizationDetail(row)
      : noPartDetail(row, standing);
  return [{ name: 'contact', pass, detail }];
}

/** How a contact is on a ticket, in words. */
export function roleDetail(role: string): string {
  return role === 'REQUESTER'
    ? 'The contact is on the ticket, as its requester.'
    : 'The contact is on the ticket, as a participant.';
}

/** How an organization's sight lets a member see, in words. */
export function organizationDetail(row: { organizationName: string | null; sight: string | null }): string {
  return row.sight === 'EVERYONE'
    ? `The ticket is of "${row.organizationName}", whose members all see its tickets.`
    : `The ticket is of "${row.organizationName}", and this contact is one of the members chosen to see its tickets.`;
}

function noPartDetail(row: PartRow, { seesOrganizationId }: ContactStanding): string {
  const off = 'The contact is not on the ticket';
  if (!row.organizationId) return `${off} and belongs to no organization.`;
  const name = `"${row.organizationName}"`;
  if (row.organizationId !== row.ticketOrganizationId) return `${off}, which is none of ${name}.`;
  if (seesOrganizationId) return `${off}.`;
  return row.sight === 'PER_MEMBER'
    ? `${off}; ${name} shows its tickets to chosen members, and this contact is not one of them.`
    : `${off}; members of ${name} see their own tickets alone.`;
}

/** Whether the portal's filter lets the ticket through, and else the first of its parts that does not hold. */
export async function filterGate(
  core: Core,
  queries: Queries,
  filter: QueryTree,
  catalogue: Catalogue,
  ticketId: string,
): Promise<Gate> {
  const name = 'filter';
  const text = writeQuery(filter);
  if (text === '') return { name, pass: true, detail: 'The portal has no filter.' };
  const parts = 'and' in filter ? filter.and : [filter];
  const environment = { core, catalogue, now: core.clock.now(), agentId: null, searchNotes: false };
  let columns: Prisma.Sql[];
  try {
    columns = parts.map((part, index) => {
      const column = Prisma.raw(`"part${index}"`);
      return Prisma.sql`CASE WHEN ${compileQuery(part, environment)} THEN 1 ELSE 0 END AS ${column}`;
    });
  } catch (error) {
    const reason = (error as Error).message;
    return { name, pass: false, detail: `The filter ${text} cannot be used, so it shows nothing: ${reason}` };
  }
  const [row] = await queries.$queryRaw<Record<string, unknown>[]>`
    SELECT ${Prisma.join(columns)} FROM "Ticket" t WHERE t."id" = ${ticketId}`;
  const failed = parts.find((_, index) => Number(row?.[`part${index}`] ?? 0) !== 1);
  if (!failed) return { name, pass: true, detail: `The ticket matches the filter ${text}.` };
  const which = parts.length > 1 ? ` It fails ${writeQuery(failed)}.` : '';
  return { name, pass: false, detail: `The ticket does not match the filter ${text}.${which}` };
}

/** Whether the ticket is spam, deleted, or merged into another one. */
export async function hiddenGate(queries: Queries, ticketId: string): Promise<Gate> {
  const [row] = await queries.$queryRaw<
    { isShown: number | bigint; hidden: string | null; mergedInto: number | null }[]
  >`SELECT CASE WHEN ${isNotHidden} THEN 1 ELSE 0 END AS "isShown", t."hidden", m."number" AS "mergedInto"
    FROM "Ticket" t LEFT JOIN "Ticket" m ON m."id" = t."mergedIntoId" WHERE t."id" = ${ticketId}`;
  if (Number(row?.isShown ?? 0) === 1)
    return { name: 'hidden', pass: true, detail: 'The ticket is not spam, deleted or merged.' };
  const reason =
    row?.hidden === 'SPAM'
      ? 'marked as spam'
      : row?.hidden === 'DELETED'
        ? 'in the bin'
        : row?.hidden === 'PURGED'
          ? 'deleted for good'
          : `merged into #${row?.mergedInto ?? '?'}`;
  return { name: 'hidden', pass: false, detail: `The ticket is ${reason}.` };
}
