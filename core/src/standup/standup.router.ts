/** The hand-over sheet, for the end of a shift. */
import { z } from 'zod';
import { agentWith, router } from '../trpc.ts';
import { handOverSheet } from './hand-over.ts';

export const standupRouter = router({
  sheet: agentWith('tickets.read')
    .input(
      z.strictObject({
        since: z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-11-03T09:00:00Z' }),
        /** An agent's address, or `everybody`; oneself where nothing is said. */
        of: z.string().trim().min(1, 'must not be empty').max(320, 'is too long').optional(),
        withTexts: z.boolean().default(false),
      }),
    )
    .query(({ ctx, input }) => handOverSheet(ctx, input)),
});
