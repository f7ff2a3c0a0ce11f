/** In which rooms a ticket has its card, and in which it is to get one. */
import { Prisma } from '@postern/prisma';
import type { Core, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { compileQuery, type QueryEnvironment } from '../query/compile-query.ts';
import { parseQuery } from '../query/parse-query.ts';
import { isNotMerged } from '../tickets/ticket-rows.ts';
import { ofConnectedTeam } from './connected-team.ts';
import { type RoomRow, roomsWithDefault, standInFor } from './rooms.ts';

export interface TicketRooms {
  /** Rooms with a card, posted or on its way. */
  known: RoomRow[];
  /** Rooms that are to get one now. */
  fresh: RoomRow[];
}

/** What the outbox calls the card of a ticket in a room; without a room, as before there were any. */
export const cardKey = (ticketId: string, roomId?: string) =>
  roomId ? `slack:card:${ticketId}:${roomId}` : `slack:card:${ticketId}`;

/**
 * A card once given stays, whatever becomes of its route; every route that fits by now adds one. Without any route the
 * room of `SLACK_CHANNEL` gets all. What belongs into a parked room goes to the fallback room, if there is one.
 */
export async function roomsOfTicket(work: Work, ticketId: string): Promise<TicketRooms> {
  const rooms = await roomsWithDefault(work);
  if (rooms.length === 0) return { known: [], fresh: [] };
  const withCard = await roomsWithCard(work, ticketId, rooms);
  const hasRoutes = rooms.some((room) => room.routes.length > 0);
  const wanted = hasRoutes
    ? await routedRooms(work, ticketId, rooms)
    : rooms.filter((room) => room.isDefault && withCard.size === 0);
  const held = rooms.filter((room) => withCard.has(room.id));
  const targets = [...new Set([...held, ...wanted].map((room) => standInFor(rooms, room)))];
  return {
    known: targets.filter((room) => withCard.has(room.id)),
    fresh: targets.filter((room) => !withCard.has(room.id)),
  };
}

async function roomsWithCard(
  { tx }: Work,
  ticketId: string,
  rooms: readonly RoomRow[],
): Promise<Set<string>> {
  const keys = [cardKey(ticketId), ...rooms.map(({ id }) => cardKey(ticketId, id))];
  const [queued, links] = await Promise.all([
    tx.outboxItem.findMany({ where: { key: { in: keys } }, select: { key: true } }),
    tx.slackLink.findMany({
      where: { ticketId, ...(await ofConnectedTeam(tx)) },
      select: { roomId: true, channelId: true },
    }),
  ]);
  const ids = new Set<string>();
  for (const room of rooms) {
    const isQueued = queued.some(
      ({ key }) => key === cardKey(ticketId, room.id) || (room.isDefault && key === cardKey(ticketId)),
    );
    const isLinked = links.some(
      ({ roomId, channelId }) => roomId === room.id || (roomId === null && channelId === room.channelId),
    );
    if (isQueued || isLinked) ids.add(room.id);
  }
  return ids;
}

/** A route whose query means nothing any more, such as one that names a stage which is gone, fits no ticket. */
async function routedRooms(work: Work, ticketId: string, rooms: readonly RoomRow[]): Promise<RoomRow[]> {
  const { core } = work;
  const catalogue = await catalogueOf(core);
  const questions = rooms.flatMap(({ id, routes }) =>
    routes.flatMap(({ query }) => {
      const condition = compileRoute(query, { core, catalogue, now: work.now });
      return condition
        ? [
            Prisma.sql`SELECT CAST(${id} AS TEXT) AS "roomId" FROM "Ticket" t
              WHERE t."id" = ${ticketId} AND t."hidden" IS NULL AND ${isNotMerged} AND (${condition})`,
          ]
        : [];
    }),
  );
  if (questions.length === 0) return [];
  const found = await work.tx.$queryRaw<{ roomId: string }[]>`${Prisma.join(questions, ' UNION ')}`;
  const ids = new Set(found.map(({ roomId }) => roomId));
  return rooms.filter(({ id }) => ids.has(id));
}

/** The condition of a route, or null for a query that cannot be understood. */
function compileRoute(
  query: string,
  env: Omit<QueryEnvironment, 'agentId' | 'searchNotes'>,
): Prisma.Sql | null {
  const { tree, problems } = parseQuery(query);
  if (problems.length > 0) return null;
  try {
    return compileQuery(tree, { ...env, agentId: null, searchNotes: false });
  } catch (error) {
    if (error instanceof PosternError) return null;
    throw error;
  }
}

/** Throws `BAD_QUERY` for a query that no route can have, saying what is wrong with it. */
export async function requireRouteQuery(core: Core, query: string): Promise<void> {
  const { tree, problems } = parseQuery(query);
  const [problem] = problems;
  if (problem)
    throw new PosternError('BAD_QUERY', problem.message, { at: problem.at, hint: 'See: postern help query' });
  compileQuery(tree, {
    core,
    catalogue: await catalogueOf(core),
    now: core.clock.now(),
    agentId: null,
    searchNotes: false,
  });
}
