/** What agents ask of replies that wait before they leave. */
import { z } from 'zod';
import { agentWith, router } from '../trpc.ts';
import { audienceOf } from './audience.ts';
import { ownHeld, viewHeld } from './held-replies.ts';
import { sendHeldNow } from './release-held.ts';
import { takeBack } from './take-back.ts';

const writer = agentWith('tickets.write');
const reply = z.string().regex(/^hld_[0-9a-z]{1,60}$/, 'must be the id of a held reply, such as hld_0m8k2v');

export const heldRouter = router({
  /** The agent's own that wait, the next to leave first. */
  held: writer.query(async ({ ctx }) => ({ items: await ownHeld(ctx), nextCursor: null })),
  /** One of them, also after it has left: whether it has. */
  heldReply: writer.input(z.strictObject({ reply })).query(({ ctx, input }) => viewHeld(ctx, input.reply)),
  takeBack: writer.input(z.strictObject({ reply })).mutation(({ ctx, input }) => takeBack(ctx, input.reply)),
  sendNow: writer
    .input(z.strictObject({ reply, audienceHash: z.string().max(64).optional() }))
    .mutation(async ({ ctx, input }) => {
      const { id, text, createdAt, ticketId } = await sendHeldNow(ctx, input);
      const { to } = await audienceOf({ core: ctx.core, queries: ctx.core.db.read }, ticketId);
      return { id, text, at: createdAt.toISOString(), to };
    }),
});
