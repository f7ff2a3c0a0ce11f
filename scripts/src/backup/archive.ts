/** A backup's file: a compressed tar, so that any machine can open it without this program. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

const block = 512;

/** What goes in: a name, how long it is, and its bytes in pieces. */
export interface Entry {
  name: string;
  bytes: number;
  content: AsyncIterable<Uint8Array>;
}

/** Writes it under another name first, so that a file of this name is whole. For its own user alone. */
export async function writeArchive(file: string, entries: AsyncIterable<Entry>): Promise<void> {
  const draft = `${file}.partial`;
  try {
    const out = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
    await pipeline(Readable.from(tarOf(entries)), createGzip(), out);
    await using handle = await open(draft, 'r');
    await handle.sync();
    await rename(draft, file);
  } catch (error) {
    // Another backup may be writing there.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(draft, { force: true });
    throw error;
  }
}

async function* tarOf(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes, content } of entries) {
    yield headerOf(name, bytes);
    let written = 0;
    for await (const piece of content) {
      written += piece.length;
      yield piece;
    }
    if (written !== bytes) throw new Error(`${name} changed while it was read.`);
    yield new Uint8Array((block - (bytes % block)) % block);
  }
  yield new Uint8Array(2 * block);
}

function headerOf(name: string, bytes: number): Uint8Array {
  const header = Buffer.alloc(block);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
  header.write(name, 0, 100, 'utf8');
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  if (bytes < 8 ** 11) header.write(octal(bytes, 12), 124);
  else {
    // What eleven octal digits cannot say, GNU tar and others read in base 256.
    header.writeBigUInt64BE(BigInt(bytes), 128);
    header[124] = 0x80;
  }
  header.write(octal(0, 12), 136);
  header.write('        0', 148);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)}\0 `, 148);
  return header;
}

/** A file that is no backup of a desk, or a torn one. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
}

/** Reads the entries in order. Each one's content must be read to its end before the next is asked for. */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const source = createReadStream(file);
  const stream = source.pipe(createGunzip());
  source.once('error', (error) => stream.destroy(error));
  const bytes = new Pieces(stream[Symbol.asyncIterator]());
  try {
    for (;;) {
      const header = await bytes.take(block);
      if (header.every((byte) => byte === 0)) return;
      const length = lengthIn(header);
      const name = header.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '');
      yield { name, bytes: length, content: bytes.next(length) };
      await bytes.take((block - (length % block)) % block);
    }
  } finally {
    stream.destroy();
    source.destroy();
  }
}

function lengthIn(header: Buffer): number {
  if (header.subarray(257, 262).toString() !== 'ustar') throw new ArchiveError('It is no archive of a desk.');
  if (header[124] === 0x80) return Number(header.readBigUInt64BE(128));
  return Number.parseInt(header.subarray(124, 135).toString(), 8);
}

function asArchiveError(error: NodeJS.ErrnoException): never {
  if (!error.code?.startsWith('Z_')) throw error;
  throw new ArchiveError('It is no compressed archive, or a torn one.', { cause: error });
}

/** Exactly so many bytes at a time from pieces of any length. */
class Pieces {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterator<Buffer>) {
    this.#source = source;
  }

  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.next(length)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *next(length: number): AsyncGenerator<Buffer> {
    let left = length;
    while (left > 0) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#source.next().catch(asArchiveError);
        if (done) throw new ArchiveError('It ends too early.');
        this.#rest = value;
      }
      const part = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
}
