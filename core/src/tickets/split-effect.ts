/** Who would read what by a split, before it is done. */
import type { AgentContext } from '../context.ts';
import { takenBack } from '../taken-back.ts';
import { accessTicket } from './access-ticket.ts';
import { ownSight, peopleAround, type SightChange } from './sight-change.ts';
import { type SplitWish, splitWithin } from './split-ticket.ts';

export interface SplitEffect extends SightChange {
  ticket: { number: number; subject: string };
  /** The new one's. */
  subject: string;
  messages: number;
  /** How many more people were not asked, for there are very many. */
  unasked: number;
}

/** Throws what the split itself would throw. */
export async function splitEffect(ctx: AgentContext, wish: SplitWish): Promise<SplitEffect> {
  const queries = ctx.core.db.read;
  const { id, number, subject } = await accessTicket.asAgent(
    queries,
    ctx.viewer,
    wish.ticket,
    'tickets.write',
  );
  const { people, unasked } = await peopleAround(ctx, { shown: [id], ticketIds: [id] });
  return takenBack(ctx, async (work) => {
    const reads: boolean[] = [];
    for (const { rule } of people) reads.push((await ownSight(work.tx, rule, [id])).has(id));
    const made = await splitWithin(work, ctx, wish);
    const effect: SplitEffect = {
      ticket: { number, subject },
      subject: made.subject,
      messages: made.messages,
      gains: [],
      loses: [],
      unasked,
    };
    for (const [index, { person, rule }] of people.entries()) {
      const willRead = (await ownSight(work.tx, rule, [made.id])).has(made.id);
      if (willRead && !reads[index]) effect.gains.push(person);
      if (!willRead && reads[index]) effect.loses.push(person);
    }
    return effect;
  });
}
