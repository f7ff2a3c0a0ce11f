/** What the bot asks for a reply that is written in the thread itself, as parts of the Slack router. */
import { z } from 'zod';
import { slackOnly } from '../trpc.ts';
import { cancelQuickReply, holdQuickReply, sendHeld, undoHeld } from './quick-reply.ts';

const id = z.string().min(1).max(64);
const person = { teamId: id, userId: id };
const held = z.strictObject({ ...person, reply: z.string().regex(/^hld_[0-9a-z]{1,60}$/) });

export const quickReplyProcedures = {
  holdReply: slackOnly
    .input(z.strictObject({ ...person, channelId: id, threadTs: id, ts: id, text: z.string() }))
    .mutation(({ ctx, input }) => holdQuickReply(ctx, input)),
  cancelReply: slackOnly
    .input(z.strictObject({ ...person, channelId: id, ts: id }))
    .mutation(({ ctx, input }) => cancelQuickReply(ctx, input)),
  undoHeld: slackOnly.input(held).mutation(({ ctx, input }) => undoHeld(ctx, input)),
  sendHeld: slackOnly.input(held).mutation(({ ctx, input }) => sendHeld(ctx, input)),
};
