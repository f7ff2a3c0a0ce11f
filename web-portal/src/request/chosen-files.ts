/** Reads a posted form with files in it as it comes: each file is handed on before the next is read. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import type { Context } from 'hono';
import { longestForm } from './form-fields.ts';

/** What the host lets through to the addresses that take files, so that what is too large can be refused in words. */
export const longestRequestWithFiles = 256 * 1024 * 1024;

/** A file of a form, whole; `content` is null when it is larger than was allowed. */
export interface PostedFile {
  name: string;
  content: Uint8Array<ArrayBuffer> | null;
}

export interface FileReading {
  /** Of one file. */
  maxBytes: number;
  /** Called for each file that was chosen, one after the other. `fields` is what came before it. */
  take(file: PostedFile, fields: URLSearchParams): Promise<void>;
  /** Asked before a file is read; what is not wanted is passed over without being kept. */
  wants(fields: URLSearchParams): boolean;
}

/** For a form whose text alone matters. */
export const passedOver: FileReading = { maxBytes: 1, wants: () => false, take: async () => {} };

/** True of a form as browsers send it when it has a field for files. */
export function isMultipart(c: Context): boolean {
  return /^multipart\/form-data *;/i.test(c.req.header('content-type') ?? '');
}

/** The fields of the form; or why there are none. Its files have gone to `reading.take` by then. */
export async function readMultipart(
  c: Context,
  reading: FileReading,
): Promise<URLSearchParams | 'not a form' | 'too large'> {
  const fields = new URLSearchParams();
  if (!c.req.raw.body) return 'not a form';
  let parser: Busboy;
  try {
    parser = new Busboy({
      headers: { 'content-type': c.req.header('content-type') ?? '' } as BusboyHeaders,
      limits: {
        fieldSize: longestForm,
        fields: 200,
        parts: 400,
        fileSize: reading.maxBytes,
        headerSize: 32_768,
      },
    });
  } catch {
    return 'not a form';
  }
  let kept = 0;
  let isTooLarge = false;
  let taking: Promise<void> = Promise.resolve();
  parser.on('field', (name, value, _isNameCut, isCut) => {
    kept += value.length;
    if (isCut || kept > longestForm) isTooLarge = true;
    else fields.append(name, value);
  });
  parser.on('file', (_field, stream, name) => {
    // Not read until the file before it is stored: the form's sender waits, and one file at a time lies in memory.
    taking = taking.then(() => takeFile(stream, name ?? '', { fields, reading }));
    // Told below, and must not end the process before.
    taking.catch(() => {});
  });
  try {
    await Promise.all([
      pipeline(Readable.fromWeb(c.req.raw.body as Parameters<typeof Readable.fromWeb>[0]), parser),
      // A file that cannot be stored must not leave the form waiting for its reader.
      new Promise<void>((resolve, reject) => {
        parser.once('finish', () => taking.then(resolve, reject));
        parser.once('error', reject);
      }),
    ]);
  } catch (error) {
    if (isMalformed(error)) return 'not a form';
    throw error;
  }
  return isTooLarge ? 'too large' : fields;
}

async function takeFile(
  stream: BusboyFileStream,
  name: string,
  { fields, reading }: { fields: URLSearchParams; reading: FileReading },
): Promise<void> {
  const isWanted = reading.wants(fields);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) if (isWanted && !stream.truncated) chunks.push(chunk as Buffer);
    const content = stream.truncated ? null : Buffer.concat(chunks);
    // A field for files in which nothing was chosen comes as an empty file without a name.
    if (!isWanted || (name === '' && content?.length === 0)) return;
    await reading.take({ name, content }, fields);
  } catch (error) {
    stream.resume();
    throw error;
  }
}

function isMalformed(error: unknown): boolean {
  return error instanceof Error && /Unexpected end of|Malformed|multipart|Boundary/i.test(error.message);
}

/** At most `most` actions at once; further ones wait for their turn. */
export function inTurns(most: number): <T>(action: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (action) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await action();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
