/** A file that somebody has chosen: kept until a message or a note takes it along, or for a day. */
import { z } from 'zod';
import { type AgentContext, type ContactContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import {
  type AttachmentLimits,
  megabyte,
  mostUnsentBytes,
  readAttachmentLimits,
} from '../files/attachment-limits.ts';
import { cleanFileName } from '../files/file-name.ts';
import { fileEmptyWords, fileTooLargeWords } from '../files/file-words.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import { recordEvent } from '../live/record-event.ts';

export interface UploadView {
  id: string;
  fileName: string;
  bytes: number;
  mediaType: string;
}

type UploaderContext = AgentContext | ContactContext;

/** Bytes inside the process; over HTTP, where the listener sets the limit, base64. */
export const fileContent = z.union(
  [
    z.instanceof(Uint8Array),
    z
      .base64()
      .max(140 * megabyte)
      .transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
  ],
  'must be the content of the file in base64',
);

/** What its sender calls it; a name too long to be kept is shortened, not refused. */
export const fileName = z.string().max(20_000);

/** Keeps the content for whoever asks, and nobody else. Throws `FILE_NOT_USABLE` for an empty file, `FILE_TOO_LARGE` with the limit. */
export async function uploadFile(
  ctx: UploaderContext,
  file: { name: string; bytes: Uint8Array },
): Promise<UploadView> {
  const { core } = ctx;
  const fileName = cleanFileName(file.name);
  requireUsable(fileName, file.bytes.length, await readAttachmentLimits(core.db.read));
  const owner = ownerOf(ctx);
  const unsent = { where: owner, _sum: { bytes: true } } as const;
  // Asked before anything is stored, so that nobody can fill the disk with what is refused; and again below.
  requireRoom(fileName, file.bytes.length, await core.db.read.upload.aggregate(unsent));
  const upload = {
    id: core.ids.next('upload'),
    fileName,
    bytes: file.bytes.length,
    mediaType: await mediaTypeOf(file.bytes),
  };
  const sha256 = await core.files.put(file.bytes);
  await inTransaction(ctx, async (work) => {
    requireRoom(fileName, upload.bytes, await work.tx.upload.aggregate(unsent));
    await work.tx.upload.create({
      data: { ...upload, ...owner, sha256, createdAt: work.now },
    });
    const { bytes, mediaType } = upload;
    await recordEvent(work, { action: 'upload.kept', target: upload.id, change: { bytes, mediaType } });
  });
  return upload;
}

/** Forgets a chosen file. One that is not there, or somebody else's, throws `ATTACHMENT_NOT_FOUND`. */
export async function discardUpload(ctx: UploaderContext, id: string): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const { count } = await work.tx.upload.deleteMany({ where: { id, ...ownerOf(ctx) } });
    if (count === 0)
      throw new PosternError('ATTACHMENT_NOT_FOUND', 'This file is not there any more.', {
        hint: 'Choose it again.',
      });
    await recordEvent(work, { action: 'upload.discarded', target: id });
  });
}

/** Those of the ids that are the asker's and still there, for a form that is shown again. */
export async function listUploads(ctx: UploaderContext, ids: readonly string[]): Promise<UploadView[]> {
  const rows = await ctx.core.db.read.upload.findMany({
    where: { id: { in: [...ids] }, ...ownerOf(ctx) },
    select: { id: true, fileName: true, bytes: true, mediaType: true },
  });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

const ownerOf = ({ viewer }: UploaderContext) =>
  viewer.kind === 'agent' ? { agentId: viewer.agentId } : { contactId: viewer.contactId };

function requireUsable(name: string, bytes: number, { maxMegabytes }: AttachmentLimits): void {
  if (bytes === 0) {
    throw new PosternError('FILE_NOT_USABLE', fileEmptyWords(name), {
      name,
      reason: 'empty',
      hint: 'Choose another file.',
    });
  }
  if (bytes > maxMegabytes * megabyte) throw fileTooLarge(name, { bytes, maxMegabytes });
}

/** The refusal of a file, where its size is known and where reading it stopped at the limit. */
export function fileTooLarge(
  name: string,
  { bytes, maxMegabytes }: { bytes: number; maxMegabytes: number },
): PosternError {
  return new PosternError('FILE_TOO_LARGE', fileTooLargeWords(name, { bytes, maxMegabytes }), {
    name,
    bytes,
    maxBytes: maxMegabytes * megabyte,
    hint: 'Send a smaller file.',
  });
}

function requireRoom(name: string, bytes: number, unsent: { _sum: { bytes: number | null } }): void {
  if ((unsent._sum.bytes ?? 0) + bytes <= mostUnsentBytes) return;
  throw new PosternError(
    'FILE_TOO_LARGE',
    `With the file "${name}", the files that wait to be sent would have more than ${mostUnsentBytes / megabyte} MB together.`,
    {
      name,
      bytes,
      maxBytes: mostUnsentBytes,
      isAllTogether: true,
      hint: 'Send your message first, or remove a file.',
    },
  );
}
