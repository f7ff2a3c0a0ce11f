/** What the bot asks for what customers will read, replies and filed tickets, as parts of the Slack router. */
import { z } from 'zod';
import { requirePermission } from '../auth/agents.ts';
import { readAttachmentLimits } from '../files/attachment-limits.ts';
import { uploadId } from '../tickets/claim-uploads.ts';
import { requestId } from '../tickets/request-id.ts';
import { fileContent, fileName, listUploads, uploadFile } from '../tickets/upload-file.ts';
import { slackOnly } from '../trpc.ts';
import { publicNames } from './customer-text.ts';
import { fileFromSlack, saidInSlack } from './file-from-slack.ts';
import { openReply, sendReply, shownReply } from './send-reply.ts';
import { asSlackAgent } from './slack-people.ts';

const id = z.string().min(1).max(64);
const person = { teamId: id, userId: id };
const source = z.strictObject({ channelId: id, threadTs: id, ts: id });
const uploads = z.array(uploadId).max(20);

export const replyProcedures = {
  /** For a ticket, or for the ticket in whose thread a message stands. */
  openReply: slackOnly
    .input(z.strictObject({ ...person, ticketId: id.optional(), source: source.optional() }))
    .mutation(({ ctx, input }) => openReply(ctx, input)),
  /** What the dialog shows, as it is now, without a new intent. */
  shownReply: slackOnly
    .input(z.strictObject({ ...person, ticketId: id }))
    .query(({ ctx, input }) => shownReply(ctx, input)),
  sendReply: slackOnly
    .input(
      z.strictObject({
        ...person,
        nonce: z.string().min(1).max(100),
        body: z.string(),
        uploads: uploads.default([]),
        after: z.enum(['wait', 'close', 'stay']).default('wait'),
        shown: z.string().max(64).nullable().default(null),
      }),
    )
    .mutation(({ ctx, input }) => sendReply(ctx, input)),
  /** Refuses whoever may not file a ticket, before a dialog asks them for one. */
  mayFile: slackOnly.input(z.strictObject(person)).query(async ({ ctx, input }) => {
    requirePermission((await asSlackAgent(ctx, input)).viewer, 'tickets.write');
  }),
  fileTicket: slackOnly
    .input(
      z.strictObject({
        ...person,
        from: z.string().max(320),
        subject: z.string(),
        body: z.string(),
        uploads,
        requestId,
        origin: z.strictObject({ channelId: id, ts: id, link: z.string().max(2_000).nullable() }).nullable(),
        thread: z.array(saidInSlack).max(200),
      }),
    )
    .mutation(({ ctx, input }) => fileFromSlack(ctx, input)),
  /** How agents are called towards customers. */
  publicNames: slackOnly
    .input(z.strictObject({ teamId: id, userIds: z.array(id).max(200) }))
    .query(async ({ ctx, input }) =>
      [...(await publicNames(ctx.core.db.read, input))].map(([userId, name]) => ({ userId, name })),
    ),
  fileLimits: slackOnly.query(({ ctx }) => readAttachmentLimits(ctx.core.db.read)),
  /** Keeps a file for the agent, as if they had chosen it in the terminal. */
  upload: slackOnly
    .input(z.strictObject({ ...person, name: fileName, bytes: fileContent }))
    .mutation(async ({ ctx, input: { teamId, userId, ...file } }) =>
      uploadFile(await asSlackAgent(ctx, { teamId, userId }), file),
    ),
  uploads: slackOnly
    .input(z.strictObject({ ...person, uploads }))
    .query(async ({ ctx, input: { teamId, userId, uploads: ids } }) =>
      listUploads(await asSlackAgent(ctx, { teamId, userId }), ids),
    ),
};
