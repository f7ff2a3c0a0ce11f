/** Tries something out in a transaction that leaves nothing behind: what would happen, asked of the desk itself. */
import { type AgentContext, inTransaction, type Work } from './context.ts';

/** Carries the answer out of the transaction that it ends. */
class TakenBack<T> extends Error {
  readonly answer: T;

  constructor(answer: T) {
    super('taken back');
    this.answer = answer;
  }
}

/** Does it, answers what it answered, and takes all of it back. Throws what it throws. */
export async function takenBack<T>(ctx: AgentContext, action: (work: Work) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, async (work): Promise<never> => {
      throw new TakenBack(await action(work));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.answer as T;
    throw error;
  }
}
