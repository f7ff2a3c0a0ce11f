/** What agents ask of inboxes: where tickets come in, and by which rules. */
import { z } from 'zod';
import { lineInput } from '../properties/property-wishes.ts';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { createInbox } from './create-inbox.ts';
import { editInbox } from './edit-inbox.ts';
import { listInboxes } from './inbox-views.ts';

const manages = agentWith('channels.manage');

// No quotation marks: a query could not name it.
const name = lineInput(60).refine((text) => !text.includes('"'), 'may hold no quotation marks');
const settings = {
  confidential: z.boolean().optional(),
  reopenDays: z.number().int().min(0).max(3_650, 'is too long: at most 3,650 days').optional(),
  customersClose: z.boolean().optional(),
  assign: z.string().min(1).max(100).nullable().optional(),
  promise: z.string().max(300, 'is too long: at most 300 characters').nullable().optional(),
};

export const inboxesRouter = router({
  list: agentOnly.query(async ({ ctx }) => ({ items: await listInboxes(ctx.core.db.read) })),
  create: manages
    .input(z.strictObject({ name, pipeline: name.optional(), ...settings }))
    .mutation(({ ctx, input }) => createInbox(ctx, input)),
  edit: manages
    .input(
      z.strictObject({
        inbox: z.string().min(1).max(100),
        name: name.optional(),
        pipeline: name.optional(),
        ...settings,
      }),
    )
    .mutation(({ ctx, input }) => editInbox(ctx, input)),
});
