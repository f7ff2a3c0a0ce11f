/** Turns files that somebody chose into files of a message, in the message's own transaction. */

import type { Tx } from '@postern/prisma';
import { z } from 'zod';
import type { Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { readAttachmentLimits } from '../files/attachment-limits.ts';
import type { NewMessage } from './add-message.ts';

const notAnUpload = 'must be the id of an uploaded file';

export const uploadId = z.string().regex(/^upl_[0-9a-z]{1,60}$/, notAnUpload);

/** The ids that a message takes along, in the order in which its files are shown. */
export const uploadIds = z.array(uploadId).max(100).default([]);

type Sender = NewMessage['author'];

/**
 * Makes each upload an attachment of the message. Throws `ATTACHMENT_NOT_FOUND` for one that is not the sender's,
 * not there, or named twice, and `FILE_NOT_USABLE` for too many.
 */
export async function claimUploads(
  work: Work,
  { author, messageId, uploads }: { author: Sender; messageId: string; uploads: readonly string[] },
): Promise<void> {
  if (uploads.length === 0) return;
  const { mostFiles } = await readAttachmentLimits(work.tx);
  if (uploads.length > mostFiles) throw tooManyFiles(uploads.length, mostFiles);
  const own = author.kind === 'contact' ? { contactId: author.contactId } : { agentId: author.agentId };
  const where = { id: { in: [...uploads] }, ...own };
  const rows = new Map((await work.tx.upload.findMany({ where })).map((row) => [row.id, row]));
  if (rows.size !== uploads.length) throw uploadNotFound();
  for (const upload of uploads) {
    const row = rows.get(upload);
    if (!row) throw uploadNotFound();
    const { fileName, mediaType, bytes, sha256 } = row;
    await work.tx.attachment.create({
      data: {
        id: attachmentIdOf(upload),
        messageId,
        fileName,
        mediaType,
        bytes,
        sha256,
        createdAt: work.now,
      },
    });
  }
  await work.tx.upload.deleteMany({ where });
}

/** Whether a stored message took exactly these uploads along: how sending twice is told from sending other files. */
export async function tookUploads(tx: Tx, messageId: string, uploads: readonly string[]): Promise<boolean> {
  const rows = await tx.attachment.findMany({ where: { messageId }, select: { id: true } });
  const taken = new Set(rows.map((row) => row.id));
  return taken.size === uploads.length && uploads.every((upload) => taken.has(attachmentIdOf(upload)));
}

// The upload's own name goes on, so that a second sending is recognised when the upload itself is long gone.
function attachmentIdOf(upload: string): string {
  return upload.replace(/^upl_/, 'att_');
}

function uploadNotFound(): PosternError {
  return new PosternError('ATTACHMENT_NOT_FOUND', 'A file that you chose is not there any more.', {
    hint: 'Choose the files again, then send.',
  });
}

function tooManyFiles(count: number, mostFiles: number): PosternError {
  return new PosternError(
    'FILE_NOT_USABLE',
    `There are ${count} files, and a message takes at most ${mostFiles}.`,
    { reason: 'too many', count, mostFiles, hint: 'Send some of them with a second message.' },
  );
}
