/** What the bot asks and tells of Slack's events, as parts of the Slack router. */
import { z } from 'zod';
import { postOfEntry } from '../slack-rooms/revisions.ts';
import { attachmentId, pieceFrom } from '../tickets/attachments.ts';
import { slackOnly } from '../trpc.ts';
import { dueEvents, retakeEvents, settleEvents, takeEvent } from './event-inbox.ts';
import { saidInSlack } from './file-from-slack.ts';
import { fileOut, filePiece, rememberFile } from './files-out.ts';
import { importThread, mostSaid } from './import-thread.ts';
import { confirmPost, sentFrom } from './posts.ts';
import { reviseNote, withdrawNote } from './revise-note.ts';
import { dueImport, endImport } from './slack-imports.ts';

const id = z.string().min(1).max(64);
const place = { teamId: id, channelId: id, ts: id };

export const eventProcedures = {
  takeEvent: slackOnly
    .input(
      z.strictObject({
        eventId: z.string().min(1).max(200),
        contentKey: z.string().min(1).max(300).nullable(),
        teamId: id,
        type: z.string().max(100),
        body: z.record(z.string(), z.unknown()),
      }),
    )
    .mutation(({ ctx, input }) => takeEvent(ctx, input)),
  /** For the bot's start. */
  retakeEvents: slackOnly.mutation(({ ctx }) => retakeEvents(ctx.core)),
  dueEvents: slackOnly
    .input(z.strictObject({ limit: z.number().int().min(1).max(100) }))
    .mutation(({ ctx, input }) => dueEvents(ctx, input.limit)),
  settleEvents: slackOnly
    .input(
      z.strictObject({
        outcomes: z
          .array(z.strictObject({ seq: z.int32(), failure: z.string().nullable() }))
          .min(1)
          .max(100),
      }),
    )
    .mutation(({ ctx, input }) => settleEvents(ctx, input.outcomes)),
  /** What `postern slack import` asks for. */
  dueImport: slackOnly.query(({ ctx }) => dueImport(ctx)),
  importThread: slackOnly
    .input(
      z.strictObject({
        importId: id,
        teamId: id,
        channelId: id,
        threadTs: z.string().regex(/^\d{1,12}\.\d{1,9}$/),
        said: z.array(saidInSlack).min(1).max(mostSaid),
      }),
    )
    .mutation(({ ctx, input }) => importThread(ctx, input)),
  endImport: slackOnly
    .input(z.strictObject({ id, failure: z.string().max(500).nullable() }))
    .mutation(({ ctx, input }) => endImport(ctx, input)),
  reviseNote: slackOnly
    .input(z.strictObject({ ...place, text: z.string(), editedAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => reviseNote(ctx, { ...input, editedAt: new Date(input.editedAt) })),
  withdrawNote: slackOnly.input(z.strictObject(place)).mutation(({ ctx, input }) => withdrawNote(ctx, input)),
  /** Where an entry stands in a room, and what else the same post shows. */
  postOfEntry: slackOnly
    .input(
      z.strictObject({
        roomId: id,
        of: z.discriminatedUnion('op', [
          z.strictObject({ op: z.literal('message'), messageId: id }),
          z.strictObject({ op: z.literal('note'), noteId: id }),
        ]),
      }),
    )
    .query(({ ctx, input }) => postOfEntry(ctx.core.db.read, input)),
  confirmPost: slackOnly
    .input(z.strictObject({ ...place, deliveryId: z.string().min(1).max(100) }))
    .query(({ ctx, input }) => confirmPost(ctx, input)),
  fileOut: slackOnly
    .input(z.strictObject({ itemId: id, attachmentId }))
    .query(({ ctx, input }) => fileOut(ctx, input)),
  filePiece: slackOnly
    .input(z.strictObject({ attachmentId, from: pieceFrom }))
    .query(({ ctx, input }) => filePiece(ctx, input)),
  rememberFile: slackOnly
    .input(z.strictObject({ itemId: id, slackFileId: id }))
    .mutation(({ ctx, input }) => rememberFile(ctx, input)),
  sentFrom: slackOnly.input(z.strictObject(place)).query(({ ctx, input }) => sentFrom(ctx, input)),
};
