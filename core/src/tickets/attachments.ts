/** Files of messages, as whoever may read the ticket sees them and gets them; files of notes are in `note-files.ts`. */
import { Prisma } from '@postern/prisma';
import { z } from 'zod';
import type { AgentContext, ContactContext, Context, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { visible } from '../visibility/visible-tickets.ts';
import { accessTicket } from './access-ticket.ts';
import { everyMessage, isPublicMessage } from './public-messages.ts';

export interface AttachmentView {
  id: string;
  fileName: string;
  bytes: number;
  mediaType: string;
}

/** A part of a file. Whoever wants all of it asks again, from `next` on, until that is null. */
export interface AttachmentPiece extends AttachmentView {
  /** In base64. */
  content: string;
  next: number | null;
}

export const attachmentId = z.string().regex(/^att_[0-9a-z]{1,60}$/, 'must be the id of an attachment');

/** Where a piece begins. */
export const pieceFrom = z.number().int().min(0).max(2_147_483_647).default(0);

/** What one answer holds. */
export const pieceBytes = 512 * 1024;

/** Facts about the files of each message of these tickets, in the order in which they were attached. */
export async function attachmentsOf(
  queries: Queries,
  ticketIds: readonly string[],
): Promise<(messageId: string) => AttachmentView[]> {
  const rows = await queries.$queryRaw<(AttachmentView & { messageId: string })[]>`
    SELECT a."messageId", a."id", a."fileName", a."bytes", a."mediaType"
    FROM "Conversation" cv CROSS JOIN "Message" m CROSS JOIN "Attachment" a
    WHERE cv."ticketId" IN (${Prisma.join([...ticketIds])}) AND m."conversationId" = cv."id" AND a."messageId" = m."id"
    ORDER BY a."seq"`;
  const byMessage = Map.groupBy(rows, (row) => row.messageId);
  return (messageId) => (byMessage.get(messageId) ?? []).map(toAttachmentView);
}

/** For a customer: through the same gate as the ticket. Throws `ATTACHMENT_NOT_FOUND` for whatever is not visible. */
export async function readAttachmentAsContact(
  ctx: ContactContext,
  wish: { attachment: string; from: number },
): Promise<AttachmentPiece> {
  const rule = await visible(ctx.core, ctx.viewer.standing);
  return readPiece(ctx, { ...wish, which: isPublicMessage }, (ticketId) =>
    accessTicket.within(ctx.core.db.read, rule, ticketId),
  );
}

/** For an agent who may read the ticket. Throws `ATTACHMENT_NOT_FOUND`. */
export async function readAttachmentAsAgent(
  ctx: AgentContext,
  wish: { attachment: string; from: number },
): Promise<AttachmentPiece> {
  return readPiece(ctx, { ...wish, which: everyMessage }, (ticketId) =>
    accessTicket.asAgent(ctx.core.db.read, ctx.viewer, ticketId, 'tickets.read'),
  );
}

async function readPiece(
  ctx: Context,
  { attachment, from, which }: { attachment: string; from: number; which: Prisma.Sql },
  requireAccess: (ticketId: string) => Promise<unknown>,
): Promise<AttachmentPiece> {
  const [row] = await ctx.core.db.read.$queryRaw<StoredFile[]>`
    SELECT a."id", a."fileName", a."bytes", a."mediaType", a."sha256", cv."ticketId"
    FROM "Attachment" a JOIN "Message" m ON m."id" = a."messageId"
    JOIN "Conversation" cv ON cv."id" = m."conversationId" WHERE a."id" = ${attachment} AND ${which}`;
  return pieceOf(ctx, { file: attachment, from }, row, requireAccess);
}

/** A file's row with the ticket that decides who may have it. */
export type StoredFile = AttachmentView & { ticketId: string | null; sha256: string };

/** The piece of a row that was looked for, once its ticket has let the asker in. Throws `ATTACHMENT_NOT_FOUND`. */
export async function pieceOf(
  { core }: Context,
  { file, from }: { file: string; from: number },
  row: StoredFile | undefined,
  requireAccess: (ticketId: string) => Promise<unknown>,
): Promise<AttachmentPiece> {
  // A file that is not there goes the same way as one that is hidden, to the same answer.
  await requireAccess(row?.ticketId ?? 'tkt_none').catch((error: unknown) => {
    throw error instanceof PosternError && error.code === 'TICKET_NOT_FOUND'
      ? attachmentNotFound(file)
      : error;
  });
  if (!row) throw attachmentNotFound(file);
  const view = toAttachmentView(row);
  const content = await core.files.read(
    row.sha256,
    from,
    Math.max(0, Math.min(pieceBytes, view.bytes - from)),
  );
  const end = from + content.length;
  return {
    ...view,
    content: Buffer.from(content.buffer, content.byteOffset, content.length).toString('base64'),
    next: content.length > 0 && end < view.bytes ? end : null,
  };
}

function attachmentNotFound(id: string): PosternError {
  return new PosternError('ATTACHMENT_NOT_FOUND', `There is no file ${id}, or you may not see it.`, {
    hint: 'Check the address.',
  });
}

/** Those facts that leave the desk. */
export function toAttachmentView({ id, fileName, bytes, mediaType }: AttachmentView): AttachmentView {
  return { id, fileName, bytes, mediaType };
}
