/** What agents ask of their drafts. */
import { z } from 'zod';
import { replyActions } from '../snippets/reply-actions.ts';
import { ticketRef } from '../tickets/access-ticket.ts';
import { longestMessage } from '../tickets/message-text.ts';
import { requestId } from '../tickets/request-id.ts';
import { agentWith, router } from '../trpc.ts';
import { deleteDraft, ownDrafts, saveDraft } from './drafts.ts';

const reader = agentWith('tickets.read');
const writer = agentWith('tickets.write');
const which = { ticket: ticketRef, kind: z.enum(['reply', 'note']) };

export const draftsRouter = router({
  list: reader.query(async ({ ctx }) => ({ items: await ownDrafts(ctx), nextCursor: null })),
  save: writer
    .input(
      z.strictObject({
        ...which,
        text: z.string().min(1).max(longestMessage, 'is longer than a message can be'),
        actions: replyActions.nullish(),
        requestId,
        /** The version that was seen last; null where none was. */
        seen: z.number().int().min(0).max(2_000_000_000).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => saveDraft(ctx, input)),
  delete: reader.input(z.strictObject(which)).mutation(({ ctx, input }) => deleteDraft(ctx, input)),
});
