/** What the Slack bot asks of the desk. Notes and replies are two procedures; neither can do the other's work. */
import { z } from 'zod';
import { uploadId } from '../tickets/claim-uploads.ts';
import { router, slackOnly } from '../trpc.ts';
import { askProcedures } from './ask-procedures.ts';
import { cardProcedures } from './card-procedures.ts';
import { eventProcedures } from './event-procedures.ts';
import { redeemLinkCode } from './link-codes.ts';
import { messagesKnown, openThreads } from './open-threads.ts';
import { quickReplyProcedures } from './quick-reply-procedures.ts';
import { replyProcedures } from './reply-procedures.ts';
import { roomProcedures } from './room-procedures.ts';
import { isLinked, linkPerson, personOf, suspendPerson } from './slack-people.ts';
import { slackCard, slackThreadEntry } from './slack-views.ts';
import { noteFiles, threadNote } from './thread-note.ts';

const id = z.string().min(1).max(64);
const person = { teamId: id, userId: id };
const profile = z.strictObject({
  email: z.string().max(320).nullable(),
  isBot: z.boolean(),
  isGuestOrForeign: z.boolean(),
  isDeleted: z.boolean(),
  timeZone: z.string().max(64).nullable().optional(),
});

export const slackRouter = router({
  ...roomProcedures,
  ...eventProcedures,
  ...quickReplyProcedures,
  ...cardProcedures,
  ...replyProcedures,
  ...askProcedures,
  isLinked: slackOnly.input(z.strictObject(person)).query(({ ctx, input }) => isLinked(ctx, input)),
  suspendPerson: slackOnly
    .input(z.strictObject({ ...person, isSuspended: z.boolean(), timeZone: z.string().max(64).optional() }))
    .mutation(({ ctx, input }) => suspendPerson(ctx, input)),
  personOf: slackOnly
    .input(z.strictObject({ agentId: id }))
    .query(({ ctx, input }) => personOf(ctx, input.agentId)),
  linkPerson: slackOnly
    .input(
      z.strictObject({
        ...person,
        profile,
      }),
    )
    .mutation(({ ctx, input: { profile, ...who } }) => linkPerson(ctx, who, profile)),
  /** Of `/postern link CODE`. */
  redeemLinkCode: slackOnly
    .input(z.strictObject({ ...person, code: z.string().trim().min(1).max(100), profile }))
    .mutation(({ ctx, input }) => redeemLinkCode(ctx, input)),
  card: slackOnly
    .input(z.strictObject({ ticketId: id, roomId: id.optional() }))
    .query(({ ctx, input }) => slackCard(ctx.core, input)),
  threadEntry: slackOnly
    .input(
      z.discriminatedUnion('op', [
        z.strictObject({ op: z.literal('message'), messageId: id }),
        z.strictObject({ op: z.literal('note'), noteId: id }),
        z.strictObject({ op: z.literal('event'), seq: z.int32() }),
      ]),
    )
    .query(({ ctx, input }) => slackThreadEntry(ctx.core, input)),
  /** Threads of open tickets, for catching up after the desk was down. */
  openThreads: slackOnly.query(({ ctx }) => openThreads(ctx.core)),
  /** What of such a thread is known already. */
  messagesKnown: slackOnly
    .input(z.strictObject({ teamId: id, channelId: id, threadTs: id }))
    .query(({ ctx, input }) => messagesKnown(ctx.core, input)),
  threadNote: slackOnly
    .input(
      z.strictObject({
        ...person,
        channelId: id,
        threadTs: id,
        ts: id,
        authorName: z.string().max(200),
        text: z.string(),
        uploads: z.array(uploadId).max(20).default([]),
      }),
    )
    .mutation(({ ctx, input }) => threadNote(ctx, input)),
  noteFiles: slackOnly
    .input(z.strictObject({ ...person, channelId: id, threadTs: id, ts: id }))
    .query(({ ctx, input }) => noteFiles(ctx, input)),
});
