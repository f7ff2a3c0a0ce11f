/** What agents ask of views: queries with a name, their own and the desk's. */
import { z } from 'zod';
import { reference, shownName } from '../contacts/contact-input.ts';
import { displayText } from '../display-text.ts';
import { agentWith, router } from '../trpc.ts';
import { deleteView, moveView, renameView } from './change-view.ts';
import { saveView } from './save-view.ts';
import { listViews, mayShare } from './saved-views.ts';

const reader = agentWith('tickets.read');
const name = shownName(60);
const query = z
  .string()
  .max(2_000, 'is too long: at most 2,000 characters')
  .refine((text) => displayText(text) === text, 'must be one line of visible characters');

export const viewsRouter = router({
  /** In their order; `mayShare` says whether the agent may change the shared ones. */
  list: reader.query(async ({ ctx }) => ({
    items: await listViews(ctx),
    nextCursor: null,
    mayShare: mayShare(ctx.viewer),
  })),
  save: reader
    .input(z.strictObject({ name, query, isShared: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => saveView(ctx, input)),
  rename: reader
    .input(z.strictObject({ view: reference, name }))
    .mutation(({ ctx, input }) => renameView(ctx, input)),
  move: reader
    .input(z.strictObject({ view: reference, position: z.number().int().min(1).max(1_000) }))
    .mutation(({ ctx, input }) => moveView(ctx, input)),
  delete: reader
    .input(z.strictObject({ view: reference }))
    .mutation(({ ctx, input }) => deleteView(ctx, input.view)),
});
