/** The two addresses of files outside the Web API: where bytes are sent, and where an app reads them again. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from './api-call.ts';
import { mimetypeOf } from './file-shape.ts';
import { type Files, largestFileBytes } from './files.ts';
import { readBytes, readForm, send } from './http.ts';
import type { Service } from './suffering.ts';

/** Slack answers a page to sign in on, with status 200, where a token is missing, wrong or lacks `files:read`. */
const loginPage =
  '<!DOCTYPE html><html lang="en"><head><title>Slack</title></head><body><h1>Sign in to your workspace</h1></body></html>';

interface FileRoutes {
  world: World;
  files: Files;
  botToken: string;
}

/** Takes the bytes of an upload, as they are or as a form with one file. */
export function uploadService(
  { world, files }: FileRoutes,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Service<Buffer> {
  return {
    async read() {
      const type = request.headers['content-type'] ?? '';
      const bytes = await readBytes(request, largestFileBytes);
      return type.startsWith('multipart/') ? fileIn(bytes, type) : bytes;
    },
    accept(content) {
      const file = files.receive(secret, content);
      const what = file ? `${content.length} bytes for ${file.id}` : 'unknown address';
      world.journal.add('call', `upload: ${what}`);
      return () => {
        if (file) send(response, 200, 'text/plain; charset=utf-8', `OK - ${content.length}`);
        else send(response, 404, 'text/plain; charset=utf-8', 'not found');
      };
    },
  };
}

async function fileIn(bytes: Buffer, type: string): Promise<Buffer> {
  for (const value of (await readForm(bytes, type)).values()) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

/** `/files-pri/T…-F…/name` and `/files-pri/T…-F…/download/name`, for the app's token alone. */
export function downloadService(
  { world, files, botToken }: FileRoutes,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Service<void> {
  return {
    read: async () => {},
    accept() {
      const id = /^[^-/]+-(F[^/]+)\//.exec(path)?.[1] ?? '';
      const { journal, manifest, store } = world;
      const file = files.find(id);
      const bytes = files.bytes(id);
      const isAllowed =
        request.headers.authorization === `Bearer ${botToken}` &&
        store.get('settings', 'botTokenTrouble') === undefined &&
        manifest.scopes.includes('files:read');
      const isReadable = isAllowed && file !== undefined && files.isVisibleToApp(file);
      journal.add('call', `download of ${id}: ${isReadable ? 'ok' : 'a page to sign in'}`);
      return () => {
        if (!isReadable) send(response, 200, 'text/html; charset=utf-8', loginPage);
        else if (!bytes) send(response, 404, 'text/html; charset=utf-8', '<h1>Not found</h1>');
        else {
          send(response, 200, mimetypeOf(file), bytes, {
            'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          });
        }
      };
    },
  };
}
