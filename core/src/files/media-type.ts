/** What a file is, by its content alone: what its sender or its name say of it is never believed. */
import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';

// Where formats name themselves; an archive that unpacks to gigabytes must not be read further than this.
const lookedAt = 64 * 1024;

/** The media type that the content shows, `text/plain` for any other text, else `application/octet-stream`. */
export async function mediaTypeOf(content: Uint8Array): Promise<string> {
  const known = await fileTypeFromBuffer(content.subarray(0, lookedAt));
  if (known) return known.mime;
  return isUtf8(content) && !content.includes(0) ? 'text/plain' : 'application/octet-stream';
}
