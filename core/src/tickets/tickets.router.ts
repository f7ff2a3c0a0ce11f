/** What agents ask of tickets, from the terminal, from scripts and through the API. */
import { z } from 'zod';
import type { AgentContext } from '../context.ts';
import { readAttachmentLimits } from '../files/attachment-limits.ts';
import { priorityNames } from '../priorities.ts';
import { replyActions } from '../snippets/reply-actions.ts';
import { agentWith, router } from '../trpc.ts';
import { ticketRef } from './access-ticket.ts';
import { addNote } from './add-note.ts';
import { assignTicket, claimTicket } from './assign-ticket.ts';
import { attachmentId, pieceFrom, readAttachmentAsAgent } from './attachments.ts';
import { audienceOf } from './audience.ts';
import { uploadId, uploadIds } from './claim-uploads.ts';
import { closeTicket } from './close-ticket.ts';
import { createTicket } from './create-ticket.ts';
import { explainQuery } from './explain-query.ts';
import { type Held, holdReply } from './hold-reply.ts';
import { listTags } from './list-tags.ts';
import { countTickets, listTickets } from './list-tickets.ts';
import { mergeEffect } from './merge-effect.ts';
import { mergeTicket, unmergeTicket } from './merge-ticket.ts';
import { longestMessage } from './message-text.ts';
import { noteFileId, readNoteFile } from './note-files.ts';
import { markRead, markUnread } from './read-tickets.ts';
import { knownThread, refreshTicket } from './refresh-ticket.ts';
import { reopenTicket } from './reopen-ticket.ts';
import { checkReply } from './reply-leaks.ts';
import { replyToTicket } from './reply-to-ticket.ts';
import { requestId } from './request-id.ts';
import { sayWriting } from './say-writing.ts';
import { setPriority } from './set-priority.ts';
import { setProperty } from './set-property.ts';
import { setStage } from './set-stage.ts';
import { snoozeTicket, wakeTicket } from './snooze-ticket.ts';
import { tagTicket } from './tag-ticket.ts';
import { ticketAt } from './ticket-at.ts';
import { ticketHistory } from './ticket-history.ts';
import { ticketStages } from './ticket-stages.ts';
import { discardUpload, fileContent, fileName, uploadFile } from './upload-file.ts';
import { viewTicket } from './view-ticket.ts';

const reader = agentWith('tickets.read');
const writer = agentWith('tickets.write');
const query = z.string().max(2_000, 'is too long: at most 2,000 characters');
const propertyAnswer = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(500)).max(100),
]);
const moment = z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-11-03T09:00:00Z' });
const mergeWish = { ticket: ticketRef, into: ticketRef, withPeople: z.boolean().default(false) };
/** Longer than any tag, so that the refusal can say what is wrong with it. */
const tagWords = z.array(z.string().max(200)).max(50).default([]);
const ifVersion = z.number().int().min(0).optional();

/** When a reply leaves that is not to leave at once; null for one that is. */
function releaseMoment(now: Date, wish: { holdSeconds: number; sendAt?: string | undefined }): Date | null {
  const at = wish.sendAt ? new Date(wish.sendAt) : new Date(now.getTime() + wish.holdSeconds * 1_000);
  return at.getTime() > now.getTime() ? at : null;
}

async function answerOf(ctx: AgentContext, held: Held) {
  const { to } = await audienceOf({ core: ctx.core, queries: ctx.core.db.read }, held.ticketId);
  if (held.kind === 'sent') {
    const { id, text, createdAt } = held.message;
    return { id, text, at: createdAt.toISOString(), to, held: null };
  }
  const { id, text, at, releaseAt } = held;
  return { id, text, at: at.toISOString(), to, held: { releaseAt: releaseAt.toISOString() } };
}

export const ticketsRouter = router({
  list: reader
    .input(
      z.strictObject({
        query: query.default('is:open'),
        limit: z.number().int().min(1).max(200).default(50),
        cursor: z.string().max(200).optional(),
      }),
    )
    .query(({ ctx, input }) => listTickets(ctx, input)),
  /** How `list` understands a query; for administrators of the desk also how the database would answer it. */
  explain: reader
    .input(z.strictObject({ query: query.optional(), limit: z.number().int().min(1).max(200).default(50) }))
    .query(({ ctx, input }) => explainQuery(ctx, input)),
  /** The agent has read what was written in it, all of it or until a moment by the desk's clock. */
  markRead: reader
    .input(z.strictObject({ ticket: ticketRef, through: moment.optional() }))
    .mutation(({ ctx, input }) => markRead(ctx, input)),
  /** The last thing written in it is unread again. */
  markUnread: reader
    .input(z.strictObject({ ticket: ticketRef }))
    .mutation(({ ctx, input }) => markUnread(ctx, input.ticket)),
  /** How many tickets each query finds, counted no further than 1,000. */
  counts: reader.input(z.strictObject({ queries: z.array(query).max(20) })).query(async ({ ctx, input }) => {
    const counts: number[] = [];
    for (const each of input.queries) counts.push(await countTickets(ctx, each, 1_000));
    return counts;
  }),
  view: reader
    .input(z.strictObject({ ticket: ticketRef }))
    .query(({ ctx, input }) => viewTicket(ctx, input.ticket)),
  /** The same for somebody who has the beginning of its thread. */
  refresh: reader
    .input(z.strictObject({ ticket: ticketRef, known: knownThread.optional() }))
    .query(({ ctx, input }) => refreshTicket(ctx, input.ticket, input.known)),
  /** As it was at a moment that has passed. */
  viewAt: reader
    .input(z.strictObject({ ticket: ticketRef, at: moment }))
    .query(({ ctx, input }) => ticketAt(ctx, input)),
  history: reader
    .input(
      z.strictObject({
        ticket: ticketRef,
        limit: z.number().int().min(1).max(500).default(200),
        cursor: z
          .string()
          .regex(/^\d{1,15}$/, 'is not a cursor of a history')
          .optional(),
      }),
    )
    .query(({ ctx, input }) => ticketHistory(ctx, input)),
  /** A file of a message, piece by piece. */
  attachment: reader
    .input(z.strictObject({ attachment: attachmentId, from: pieceFrom }))
    .query(({ ctx, input }) => readAttachmentAsAgent(ctx, input)),
  /** A file of a note, which no customer's procedure reads. */
  noteFile: reader
    .input(z.strictObject({ file: noteFileId, from: pieceFrom }))
    .query(({ ctx, input }) => readNoteFile(ctx, input)),
  /** How large and how many the files of a message or a note may be. */
  attachmentLimits: reader.query(({ ctx }) => readAttachmentLimits(ctx.core.db.read)),
  /** Keeps a chosen file for a day; `reply`, `note` and `create` take it along by its id. */
  upload: writer
    .input(z.strictObject({ name: fileName, bytes: fileContent }))
    .mutation(({ ctx, input }) => uploadFile(ctx, input)),
  discardUpload: writer
    .input(z.strictObject({ upload: uploadId }))
    .mutation(({ ctx, input }) => discardUpload(ctx, input.upload)),
  create: writer
    .input(
      z.strictObject({
        from: z.string().max(320),
        subject: z.string(),
        body: z.string(),
        inbox: z.string().max(100).optional(),
        requestId,
        uploads: uploadIds,
      }),
    )
    .mutation(({ ctx, input }) => createTicket(ctx, input)),
  /** What looks wrong in a reply, before it is sent. */
  checkReply: writer
    .input(z.strictObject({ ticket: ticketRef, body: z.string().max(longestMessage) }))
    .query(({ ctx, input }) => checkReply(ctx, input)),
  reply: writer
    .input(
      z.strictObject({
        ticket: ticketRef,
        body: z.string(),
        audienceHash: z.string().max(64),
        requestId,
        uploads: uploadIds,
        ifVersion,
        /** So long it can be taken back; 0 sends it at once. */
        holdSeconds: z.number().int().min(0).max(60).default(0),
        /** When it leaves, in place of `holdSeconds`. */
        sendAt: z.iso.datetime({ offset: true }).optional(),
        /** Done to the ticket when it leaves, in the same transaction. */
        actions: replyActions.nullish(),
        /** A held reply is stopped when a customer writes before it leaves. */
        stopIfTheyWrite: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const releaseAt = releaseMoment(ctx.core.clock.now(), input);
      if (releaseAt) return answerOf(ctx, await holdReply(ctx, input, { ...input, releaseAt }));
      const { id, text, createdAt, ticketId } = await replyToTicket(ctx, input);
      // Asked afterwards, for an answer moves the ticket to another stage, which the portal's filter may go by.
      const { to } = await audienceOf({ core: ctx.core, queries: ctx.core.db.read }, ticketId);
      return { id, text, at: createdAt.toISOString(), to, held: null };
    }),
  note: writer
    .input(z.strictObject({ ticket: ticketRef, body: z.string(), requestId, uploads: uploadIds }))
    .mutation(async ({ ctx, input }) => {
      const { id, text, createdAt } = await addNote(ctx, input);
      return { id, text, at: createdAt.toISOString() };
    }),
  assign: writer
    .input(z.strictObject({ ticket: ticketRef, to: z.string().min(1).max(320), ifVersion }))
    .mutation(({ ctx, input }) => assignTicket(ctx, input)),
  claim: writer
    .input(z.strictObject({ ticket: ticketRef }))
    .mutation(({ ctx, input }) => claimTicket(ctx, input)),
  /** Says every 10 s while a composer is open, and once with null when it is closed. */
  writing: writer
    .input(z.strictObject({ ticket: ticketRef, kind: z.enum(['reply', 'note']).nullable() }))
    .mutation(({ ctx, input }) => sayWriting(ctx, input)),
  close: writer
    .input(z.strictObject({ ticket: ticketRef, ifVersion }))
    .mutation(({ ctx, input }) => closeTicket(ctx, input)),
  reopen: writer
    .input(z.strictObject({ ticket: ticketRef, ifVersion }))
    .mutation(({ ctx, input }) => reopenTicket(ctx, input)),
  /** The stages that `setStage` takes for this ticket. */
  stages: reader
    .input(z.strictObject({ ticket: ticketRef }))
    .query(({ ctx, input }) => ticketStages(ctx, input.ticket)),
  setStage: writer
    .input(z.strictObject({ ticket: ticketRef, to: z.string().min(1).max(200), ifVersion }))
    .mutation(({ ctx, input }) => setStage(ctx, input)),
  setPriority: writer
    .input(z.strictObject({ ticket: ticketRef, to: z.enum(priorityNames), ifVersion }))
    .mutation(({ ctx, input }) => setPriority(ctx, input)),
  /** What `merge` would do to who sees what. Changes nothing. */
  mergeEffect: writer.input(z.strictObject(mergeWish)).query(({ ctx, input }) => mergeEffect(ctx, input)),
  /** Answers the ticket that is left. */
  merge: writer
    .input(z.strictObject({ ...mergeWish, ifVersion }))
    .mutation(({ ctx, input }) => mergeTicket(ctx, input)),
  unmerge: writer
    .input(z.strictObject({ ticket: ticketRef, ifVersion }))
    .mutation(({ ctx, input }) => unmergeTicket(ctx, input)),
  /** Out of the way until a moment, or with null until the customer's next message, which wakes it in any case. */
  snooze: writer
    .input(z.strictObject({ ticket: ticketRef, until: moment.nullable(), ifVersion }))
    .mutation(({ ctx, input }) => snoozeTicket(ctx, input)),
  wake: writer
    .input(z.strictObject({ ticket: ticketRef, ifVersion }))
    .mutation(({ ctx, input }) => wakeTicket(ctx, input)),
  /** Puts tags on and takes tags off, as one change. */
  tag: writer
    .input(z.strictObject({ ticket: ticketRef, add: tagWords, remove: tagWords, ifVersion }))
    .mutation(({ ctx, input }) => tagTicket(ctx, input)),
  /** The desk's tags with the number of their tickets. */
  tags: reader.query(({ ctx }) => listTags(ctx)),
  setProperty: writer
    .input(
      z.strictObject({
        ticket: ticketRef,
        values: z
          .array(z.strictObject({ key: z.string().min(1).max(100), value: propertyAnswer.nullable() }))
          .min(1)
          .max(50),
        ifVersion,
      }),
    )
    .mutation(({ ctx, input }) => setProperty(ctx, input)),
});
