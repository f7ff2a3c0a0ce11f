/** The portal as a file: read it, see what it would change, apply it, ask its tests. */
import { z } from 'zod';
import { readState } from '../portal-settings/settings-state.ts';
import { readDocument } from '../portal-settings/settings-table.ts';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { applyFile } from './apply-file.ts';
import { planFile, testFile } from './plan-file.ts';
import { freshFile, renewedFile } from './write-file.ts';

const administrator = agentWith('portal.settings');
const text = z.string().max(200_000, 'is too large: at most 200,000 characters');

export const portalFileRouter = router({
  /** The settings in force as a file; into a text that is given, keeping its comments and tests. */
  pull: agentOnly.input(z.strictObject({ text: text.optional() })).query(async ({ ctx, input }) => {
    const settings = readDocument(await readState(ctx.core.db.read));
    return { text: input.text === undefined ? freshFile(settings) : renewedFile(input.text, settings) };
  }),
  plan: administrator.input(z.strictObject({ text })).query(({ ctx, input }) => planFile(ctx, input.text)),
  test: administrator.input(z.strictObject({ text })).query(({ ctx, input }) => testFile(ctx, input.text)),
  applyPlan: administrator
    .input(z.strictObject({ text, plan: z.string().min(1).max(100) }))
    .mutation(({ ctx, input }) => applyFile(ctx, input)),
});
