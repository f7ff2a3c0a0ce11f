/** What agents ask of the outbox: what waits, what has failed, and what is to become of it. */
import { z } from 'zod';
import { agentOnly, router } from '../trpc.ts';
import { cancelItem, listOutbox, retryItem } from './outbox-items.ts';

const item = z
  .string()
  .regex(/^(?:out|hld)_[0-9a-z]{1,60}$/, 'must be an id as postern outbox list shows it');

export const outboxRouter = router({
  list: agentOnly.query(({ ctx }) => listOutbox(ctx)),
  cancel: agentOnly.input(z.strictObject({ item })).mutation(({ ctx, input }) => cancelItem(ctx, input.item)),
  retry: agentOnly.input(z.strictObject({ item })).mutation(({ ctx, input }) => retryItem(ctx, input.item)),
});
