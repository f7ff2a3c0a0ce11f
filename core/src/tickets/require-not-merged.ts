/** Refusing an act on a ticket that is merged into another: what was meant for it belongs there. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { whatIsLeftOf } from '../visibility/merged-tickets.ts';
import type { TicketRow } from './ticket-rows.ts';

/** Throws `TICKET_MERGED`, naming the ticket that is left. */
export async function requireNotMerged(
  queries: Queries,
  ticket: Pick<TicketRow, 'id' | 'number' | 'mergedIntoId'>,
): Promise<void> {
  if (!ticket.mergedIntoId) return;
  const id = await whatIsLeftOf(queries, ticket.id);
  const left = await queries.ticket.findUniqueOrThrow({ where: { id }, select: { number: true } });
  throw new PosternError(
    'TICKET_MERGED',
    `Ticket #${ticket.number} is merged into #${left.number}. Go on there.`,
    {
      number: ticket.number,
      into: left.number,
      hint: `See it: postern ticket view ${left.number}. To take it apart: postern ticket unmerge ${ticket.number}`,
    },
  );
}
