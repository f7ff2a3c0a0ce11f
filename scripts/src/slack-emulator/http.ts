/** Reading and answering HTTP for the emulator's few routes. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Largest body taken; Slack's own limit for a call is of this order. */
const maxBodyBytes = 2_000_000;

/** The whole body as text. Throws when it is larger than 2 MB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, maxBodyBytes)).toString('utf8');
}

/** The whole body. Throws when it is larger than `maxBytes`. */
export async function readBytes(request: IncomingMessage, maxBytes = maxBodyBytes): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`The body is larger than ${Math.floor(maxBytes / 1_000_000)} MB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The fields of a multipart form. Throws when it is none. */
export function readForm(body: Buffer, contentType: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
}

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}
