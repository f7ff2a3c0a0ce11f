/** Files of notes: another table and another procedure than files of messages, and no way to them but an agent's. */
import { z } from 'zod';
import type { AgentContext, Queries } from '../context.ts';
import { accessTicket } from './access-ticket.ts';
import { type AttachmentPiece, type AttachmentView, pieceOf, toAttachmentView } from './attachments.ts';

export const noteFileId = z.string().regex(/^nfl_[0-9a-z]{1,60}$/, 'must be the id of a file of a note');

/** Facts about the files of each of these tickets' notes, in the order in which they were attached. */
export async function noteFilesOf(
  queries: Queries,
  ticketIds: readonly string[],
): Promise<(noteId: string) => AttachmentView[]> {
  const rows = await queries.noteFile.findMany({
    where: { note: { ticketId: { in: [...ticketIds] } } },
    orderBy: { seq: 'asc' },
  });
  const byNote = Map.groupBy(rows, (row) => row.noteId);
  return (noteId) => (byNote.get(noteId) ?? []).map(toAttachmentView);
}

/** A piece of it, for an agent who may read the ticket. Throws `ATTACHMENT_NOT_FOUND`. */
export async function readNoteFile(
  ctx: AgentContext,
  { file, from }: { file: string; from: number },
): Promise<AttachmentPiece> {
  const row = await ctx.core.db.read.noteFile.findUnique({
    where: { id: file },
    include: { note: { select: { ticketId: true } } },
  });
  const stored = row ? { ...row, ticketId: row.note.ticketId } : undefined;
  return pieceOf(ctx, { file, from }, stored, (ticketId) =>
    accessTicket.asAgent(ctx.core.db.read, ctx.viewer, ticketId, 'tickets.read'),
  );
}
