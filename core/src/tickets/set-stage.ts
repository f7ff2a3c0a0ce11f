/** Moving a ticket to a stage of its pipeline by hand. */
import type { AgentContext, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { catalogueKnowing } from '../query/catalogue.ts';
import { nearest } from '../query/nearest.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket, type Decision } from './change-ticket.ts';
import { columnsFor, pipelineOf } from './stages.ts';
import type { TicketHead, TicketRow } from './ticket-rows.ts';

/**
 * By the stage's name, in any case. Into a closed stage it is a closing, out of one a reopening. Throws `BAD_INPUT`,
 * naming the stages there are.
 */
export function setStage(
  ctx: AgentContext,
  which: { ticket: TicketRef; to: string; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, which, movingTo(which.to));
}

export const movingTo =
  (name: string): Decision =>
  async (work, ticket) => {
    const { from, to } = await stagesOf(work, ticket, name);
    if (to.id === from.id) return null;
    return {
      data: columnsFor(work, ticket, to),
      action: actionOf(from.category === 'CLOSED', to.category === 'CLOSED'),
      change: { from: from.name, to: to.name },
    };
  };

function actionOf(wasClosed: boolean, isClosed: boolean): string {
  if (wasClosed === isClosed) return 'ticket.moved';
  return isClosed ? 'ticket.closed' : 'ticket.reopened';
}

async function stagesOf(work: Work, ticket: TicketRow, name: string) {
  const pipelineId = await pipelineOf(work, ticket);
  const wanted = name.trim().toLowerCase();
  const isWanted = (each: { pipelineId: string; name: string }) =>
    each.pipelineId === pipelineId && each.name.toLowerCase() === wanted;
  const { stages } = await catalogueKnowing(work.core, work.tx, (known) => known.stages.some(isWanted));
  const to = stages.find(isWanted);
  const from = stages.find(({ id }) => id === ticket.stageId);
  if (to && from) return { from, to };
  const names = stages.filter((each) => each.pipelineId === pipelineId).map((each) => each.name);
  const guess = nearest(name, names);
  throw new PosternError(
    'BAD_INPUT',
    `Ticket #${ticket.number} has no stage "${name}" to go to. Its stages are ${names.join(', ')}.`,
    { ...(guess && { hint: `Did you mean: postern ticket stage ${ticket.number} --to "${guess}"` }) },
  );
}
