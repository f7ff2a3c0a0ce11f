/** What agents ask of the words that a reply should not hold. */
import { z } from 'zod';
import { agentWith, router } from '../trpc.ts';
import { changeGuardedWords, guardedWords } from './guarded-words.ts';

const words = z.array(z.string().max(1_000)).max(100).default([]);

export const guardRouter = router({
  words: agentWith('tickets.read').query(async ({ ctx }) => ({
    items: (await guardedWords(ctx)).map((each) => ({ word: each })),
    nextCursor: null,
  })),
  change: agentWith('portal.settings')
    .input(z.strictObject({ add: words, remove: words }))
    .mutation(({ ctx, input }) => changeGuardedWords(ctx, input)),
});
