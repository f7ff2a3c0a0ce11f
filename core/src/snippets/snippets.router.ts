/** What agents ask of the team's texts. */
import { z } from 'zod';
import { agentWith, router } from '../trpc.ts';
import { replyActions } from './reply-actions.ts';
import { createSnippet, deleteSnippet, editSnippet, listSnippets } from './snippets.ts';

const reader = agentWith('tickets.read');
const writer = agentWith('tickets.write');

/** Lower case, as it is typed to find it. */
const name = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'is one word of letters, digits, ".", "_" and "-"');

export const snippetsRouter = router({
  list: reader.query(async ({ ctx }) => ({ items: await listSnippets(ctx), nextCursor: null })),
  create: writer
    .input(z.strictObject({ name, body: z.string(), actions: replyActions.nullish() }))
    .mutation(({ ctx, input }) => createSnippet(ctx, input)),
  edit: writer
    .input(
      z.strictObject({
        snippet: name,
        name: name.optional(),
        body: z.string().optional(),
        actions: replyActions.nullish(),
      }),
    )
    .mutation(({ ctx, input }) => editSnippet(ctx, input)),
  delete: writer
    .input(z.strictObject({ snippet: name }))
    .mutation(({ ctx, input }) => deleteSnippet(ctx, input.snippet)),
});
