/** How large and how many the files of one message may be. */
import { z } from 'zod';
import type { Queries, Work } from '../context.ts';

/** No administrator may allow more. */
export const largestFileMegabytes = 100;

/** The bounds within which an administrator may choose. */
export const attachmentLimitsSchema = z.strictObject({
  /** Of one file. */
  maxMegabytes: z.number().int().min(1).max(largestFileMegabytes),
  /** With one message. */
  mostFiles: z.number().int().min(1).max(20),
});

export type AttachmentLimits = z.infer<typeof attachmentLimitsSchema>;

export const usualAttachmentLimits: AttachmentLimits = { maxMegabytes: 10, mostFiles: 10 };

/** The row of `Setting` that holds them. */
const attachmentsSetting = 'attachments';

export const megabyte = 1024 * 1024;

/** What one person may have chosen and not sent yet, all files together. */
export const mostUnsentBytes = 100 * megabyte;

/** As set, else the usual ones. */
export async function readAttachmentLimits(queries: Queries): Promise<AttachmentLimits> {
  const row = await queries.setting.findUnique({ where: { key: attachmentsSetting } });
  return row ? attachmentLimitsSchema.parse(row.value) : usualAttachmentLimits;
}

/** Sets them; the caller records the change. */
export async function writeAttachmentLimits({ tx }: Work, value: AttachmentLimits): Promise<void> {
  const key = attachmentsSetting;
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
