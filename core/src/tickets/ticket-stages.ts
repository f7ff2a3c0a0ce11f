/** The stages that a ticket can stand in: those of its pipeline, in their order. */
import type { AgentContext } from '../context.ts';
import { catalogueKnowing } from '../query/catalogue.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';

export interface TicketStage {
  name: string;
  /** What a ticket is in it. */
  status: 'open' | 'closed';
  isCurrent: boolean;
}

/** What `setStage` takes for this ticket. Throws `TICKET_NOT_FOUND`. */
export async function ticketStages(ctx: AgentContext, ref: TicketRef): Promise<{ items: TicketStage[] }> {
  const queries = ctx.core.db.read;
  const row = await accessTicket.asAgent(queries, ctx.viewer, ref, 'tickets.read');
  const isIts = ({ id }: { id: string }) => id === row.stageId;
  const { stages } = await catalogueKnowing(ctx.core, queries, (known) => known.stages.some(isIts));
  const pipelineId = stages.find(isIts)?.pipelineId;
  return {
    items: stages
      .filter((stage) => stage.pipelineId === pipelineId)
      .map((stage) => ({
        name: stage.name,
        status: stage.category === 'CLOSED' ? 'closed' : 'open',
        isCurrent: isIts(stage),
      })),
  };
}
