/** Files of messages on their way into a Slack thread: their content, and which file of Slack's each has become. */
import { type Context, inTransaction, type SlackViewer } from '../context.ts';
import { PosternError } from '../errors.ts';
import { pieceBytes } from '../tickets/attachments.ts';

export interface FileOut {
  fileName: string;
  bytes: number;
  /** What Slack called it when its bytes were first about to be sent. */
  slackFileId: string | null;
}

/** Null for a file that is gone. */
export async function fileOut(
  { core }: Context<SlackViewer>,
  { itemId, attachmentId }: { itemId: string; attachmentId: string },
): Promise<FileOut | null> {
  const [row, item] = await Promise.all([
    core.db.read.attachment.findUnique({
      where: { id: attachmentId },
      select: { fileName: true, bytes: true },
    }),
    core.db.read.outboxItem.findUnique({ where: { id: itemId }, select: { result: true } }),
  ]);
  const { slackFileId = null } = (item?.result ?? {}) as { slackFileId?: string };
  return row && { ...row, slackFileId };
}

/** Part of the content in base64; `next` is where the following part begins. Throws `ATTACHMENT_NOT_FOUND`. */
export async function filePiece(
  { core }: Context<SlackViewer>,
  { attachmentId, from }: { attachmentId: string; from: number },
): Promise<{ content: string; next: number | null }> {
  const row = await core.db.read.attachment.findUnique({
    where: { id: attachmentId },
    select: { sha256: true, bytes: true },
  });
  if (!row) throw new PosternError('ATTACHMENT_NOT_FOUND', 'This file is not there any more.');
  const content = await core.files.read(
    row.sha256,
    from,
    Math.max(0, Math.min(pieceBytes, row.bytes - from)),
  );
  const end = from + content.length;
  return {
    content: Buffer.from(content).toString('base64'),
    next: content.length > 0 && end < row.bytes ? end : null,
  };
}

/** Remembered before the bytes are sent, so that after a crash the same file is finished and none is shown twice. */
export async function rememberFile(
  ctx: Context<SlackViewer>,
  { itemId, slackFileId }: { itemId: string; slackFileId: string },
): Promise<void> {
  await inTransaction(ctx, (work) =>
    work.tx.outboxItem.updateMany({ where: { id: itemId }, data: { result: { slackFileId } } }),
  );
}
