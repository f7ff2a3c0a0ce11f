/** Who would gain and who would lose sight by a merge. */
import type { AgentContext } from '../context.ts';
import { accessTicket } from './access-ticket.ts';
import { type MergeWish, mergeWithin } from './merge-ticket.ts';
import { peopleAround, type SightChange, sightChange, withMerged } from './sight-change.ts';

export interface MergeEffect extends SightChange {
  ticket: { number: number; subject: string };
  into: { number: number; subject: string };
  /** How many more people were not asked, for there are very many. */
  unasked: number;
}

/** Throws what the merge itself would throw. */
export async function mergeEffect(ctx: AgentContext, wish: MergeWish): Promise<MergeEffect> {
  const { core, viewer } = ctx;
  const queries = core.db.read;
  const from = await accessTicket.asAgent(queries, viewer, wish.ticket, 'tickets.write');
  const into = await accessTicket.asAgent(queries, viewer, wish.into, 'tickets.write');
  const [inFrom, inInto] = [await withMerged(queries, from.id), await withMerged(queries, into.id)];
  const all = [...inFrom, ...inInto];
  const { people, unasked } = await peopleAround(ctx, { shown: [from.id, into.id], ticketIds: all });
  const before = [
    { of: from.id, holds: inFrom },
    { of: into.id, holds: inInto },
  ];
  const after = [{ of: into.id, holds: all }];
  const change = await sightChange(ctx, { people, before, after }, (work) => mergeWithin(work, ctx, wish));
  return {
    ticket: { number: from.number, subject: from.subject },
    into: { number: into.number, subject: into.subject },
    ...change,
    unasked,
  };
}
