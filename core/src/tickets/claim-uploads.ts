/** Turns files that somebody chose into files of a message, a note or a held reply, in that one's own transaction. */

import { z } from 'zod';
import type { Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { readAttachmentLimits } from '../files/attachment-limits.ts';
import { tooManyFilesWords } from '../files/file-words.ts';

const notAnUpload = 'must be the id of an uploaded file';

export const uploadId = z.string().regex(/^upl_[0-9a-z]{1,60}$/, notAnUpload);

/** The ids that a message takes along, in the order in which its files are shown. */
export const uploadIds = z.array(uploadId).max(100).default([]);

/** Who chose a file: nobody else can send it. */
export type Uploader = { contactId: string } | { agentId: string };

/** Makes each upload an attachment of the message. Throws what `takeUploads` throws. */
export async function claimUploads(
  work: Work,
  wish: { uploader: Uploader; messageId: string; uploads: readonly string[] },
): Promise<void> {
  const { messageId } = wish;
  for (const row of await takeUploads(work, wish)) {
    const data = { ...factsOf(row), id: attachmentIdOf(row.id), messageId, createdAt: work.now };
    await work.tx.attachment.create({ data });
  }
}

/** Makes each upload a file of the note. Throws what `takeUploads` throws. */
export async function claimForNote(
  work: Work,
  wish: { uploader: Uploader; noteId: string; uploads: readonly string[] },
): Promise<void> {
  const { noteId } = wish;
  for (const row of await takeUploads(work, wish)) {
    const data = { ...factsOf(row), id: noteFileIdOf(row.id), noteId, createdAt: work.now };
    await work.tx.noteFile.create({ data });
  }
}

/** Lays each upload beside the reply that waits. Throws what `takeUploads` throws. */
export async function claimForHeld(
  work: Work,
  wish: { uploader: Uploader; heldReplyId: string; uploads: readonly string[] },
): Promise<void> {
  const { heldReplyId } = wish;
  for (const row of await takeUploads(work, wish))
    await work.tx.heldFile.create({ data: { ...factsOf(row), id: row.id, heldReplyId } });
}

/** Makes the files of a reply uploads again, so that the message it becomes takes them along; answers their ids. */
export async function releaseHeldFiles(
  work: Work,
  held: { id: string; agentId: string },
): Promise<readonly string[]> {
  const rows = await work.tx.heldFile.findMany({ where: { heldReplyId: held.id }, orderBy: { seq: 'asc' } });
  for (const row of rows) {
    const data = { ...factsOf(row), id: row.id, agentId: held.agentId, createdAt: work.now };
    await work.tx.upload.create({ data });
  }
  await work.tx.heldFile.deleteMany({ where: { heldReplyId: held.id } });
  return rows.map(({ id }) => id);
}

/**
 * Takes the uploads out of what waits to be sent, in their order. Throws `ATTACHMENT_NOT_FOUND` for one that is not the
 * uploader's, not there, or named twice, and `FILE_NOT_USABLE` for too many.
 */
async function takeUploads(
  work: Work,
  { uploader, uploads }: { uploader: Uploader; uploads: readonly string[] },
): Promise<(FileFacts & { id: string })[]> {
  if (uploads.length === 0) return [];
  const { mostFiles } = await readAttachmentLimits(work.tx);
  if (uploads.length > mostFiles) throw tooManyFiles(uploads.length, mostFiles);
  const where = { id: { in: [...uploads] }, ...uploader };
  const rows = new Map((await work.tx.upload.findMany({ where })).map((row) => [row.id, row]));
  if (rows.size !== uploads.length) throw uploadNotFound();
  await work.tx.upload.deleteMany({ where });
  return uploads.map((upload) => {
    const row = rows.get(upload);
    if (!row) throw uploadNotFound();
    return row;
  });
}

/** What is known of a file, wherever it is named. */
interface FileFacts {
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

const factsOf = ({ fileName, mediaType, bytes, sha256 }: FileFacts): FileFacts => ({
  fileName,
  mediaType,
  bytes,
  sha256,
});

/** What somebody sends along, and who chose it. */
export interface Sending {
  uploader: Uploader;
  uploads: readonly string[];
}

/**
 * Whether a stored message took exactly these files along: how sending twice is told from sending other files. They are
 * the same by the upload's id, or by name and content: after a crash the same file is uploaded once more.
 */
export async function tookUploads(work: Work, messageId: string, sending: Sending): Promise<boolean> {
  return isSame(work, sending, await work.tx.attachment.findMany({ where: { messageId } }), attachmentIdOf);
}

/** The same of a note. */
export async function noteTookUploads(work: Work, noteId: string, sending: Sending): Promise<boolean> {
  return isSame(work, sending, await work.tx.noteFile.findMany({ where: { noteId } }), noteFileIdOf);
}

/** The same of a reply that waits. */
export async function heldTookUploads(work: Work, heldReplyId: string, sending: Sending): Promise<boolean> {
  return isSame(
    work,
    sending,
    await work.tx.heldFile.findMany({ where: { heldReplyId } }),
    (upload) => upload,
  );
}

/** What was uploaded once more is forgotten: it has arrived. */
async function isSame(
  { tx }: Work,
  { uploader, uploads }: Sending,
  taken: readonly (FileFacts & { id: string })[],
  idOf: (upload: string) => string,
): Promise<boolean> {
  if (taken.length !== uploads.length) return false;
  if (uploads.length === 0) return true;
  const where = { id: { in: [...uploads] }, ...uploader };
  const again = new Map((await tx.upload.findMany({ where })).map((row) => [row.id, row]));
  const left = [...taken];
  for (const upload of uploads) {
    const fresh = again.get(upload);
    const at = left.findIndex(
      ({ id, fileName, sha256 }) =>
        id === idOf(upload) || (fresh?.fileName === fileName && fresh.sha256 === sha256),
    );
    if (at < 0) return false;
    left.splice(at, 1);
  }
  if (again.size > 0) await tx.upload.deleteMany({ where });
  return true;
}

// The upload's own name goes on, so that a second sending is recognised when the upload itself is long gone.
function attachmentIdOf(upload: string): string {
  return upload.replace(/^upl_/, 'att_');
}

function noteFileIdOf(upload: string): string {
  return upload.replace(/^upl_/, 'nfl_');
}

function uploadNotFound(): PosternError {
  return new PosternError('ATTACHMENT_NOT_FOUND', 'A file that you chose is not there any more.', {
    hint: 'Choose the files again, then send.',
  });
}

function tooManyFiles(count: number, mostFiles: number): PosternError {
  const hint = 'Send some of them with a second message.';
  return new PosternError('FILE_NOT_USABLE', tooManyFilesWords(count, mostFiles), {
    reason: 'too many',
    count,
    mostFiles,
    hint,
  });
}
