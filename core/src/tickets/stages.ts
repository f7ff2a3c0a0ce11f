/** Where the desk itself moves tickets, by the role of a stage rather than its name. */
import type { Work } from '../context.ts';
import { catalogueKnowing } from '../query/catalogue.ts';
import type { TicketRow } from './ticket-rows.ts';

export type StageRole = 'NEW' | 'WAITING_ON_US' | 'WAITING_ON_CUSTOMER' | 'CLOSED';

/** The stage with this role in a pipeline. A pipeline without it is a fault of the desk's set-up. */
export async function stageWithRole(work: Work, pipelineId: string, role: StageRole) {
  const isIt = (each: { pipelineId: string; role: string | null }) =>
    each.pipelineId === pipelineId && each.role === role;
  const { stages } = await catalogueKnowing(work.core, work.tx, (known) => known.stages.some(isIt));
  const stage = stages.find(isIt);
  if (!stage) throw new Error(`Pipeline ${pipelineId} has no stage with the role ${role}.`);
  return stage;
}

/** The pipeline a ticket stands in. */
export async function pipelineOf(work: Work, ticket: TicketRow): Promise<string> {
  const isIt = (each: { id: string }) => each.id === ticket.stageId;
  const { stages } = await catalogueKnowing(work.core, work.tx, (known) => known.stages.some(isIt));
  const stage = stages.find(isIt);
  if (!stage) throw new Error(`Ticket ${ticket.id} stands in no stage.`);
  return stage.pipelineId;
}

/** What to write on a ticket that sleeps no more. */
export const awake = { snoozedAt: null, snoozedUntil: null, snoozedById: null };

/** What to write on a ticket to move it: a closed stage sets `closedAt` and ends a snooze, any other clears it. */
export async function moveTo(work: Work, ticket: TicketRow, role: StageRole) {
  return columnsFor(work, ticket, await stageWithRole(work, await pipelineOf(work, ticket), role));
}

/** The same for a stage that is known. */
export function columnsFor(
  work: Work,
  ticket: Pick<TicketRow, 'closedAt'>,
  stage: { id: string; category: string },
) {
  if (stage.category !== 'CLOSED') return { stageId: stage.id, closedAt: null };
  return { stageId: stage.id, closedAt: ticket.closedAt ?? work.now, ...awake };
}
