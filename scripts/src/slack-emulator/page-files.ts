/** Serves the browser page from disk: a fixed list of files, nothing else. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { send } from './http.ts';

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const files = [
  'index.html',
  'theme.css',
  'layout.css',
  'messages.css',
  'blocks.css',
  'dialogs.css',
  'narrow.css',
  'app.css',
  'page.js',
  'app.js',
  'blocks.js',
  'composer.js',
  'controls.js',
  'dialog.js',
  'dom.js',
  'emoji.js',
  'fields.js',
  'files.js',
  'room.js',
  'side.js',
  'icon.svg',
  'journal.js',
  'messages.js',
  'text.js',
] as const;

/** Everything comes from here and nothing runs inline: message text could not become a script even by mistake. */
export const pagePolicy =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Answers a request for one of the page's files. Returns false when there is no such file. */
export function sendPageFile(response: ServerResponse, path: string): boolean {
  const wanted = path === '/' ? 'index.html' : path.slice(1);
  const name = files.find((file) => file === wanted);
  if (!name) return false;
  const body = readFileSync(new URL(`./page/${name}`, import.meta.url));
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  send(response, 200, type, body, {
    'content-security-policy': pagePolicy,
    'referrer-policy': 'no-referrer',
  });
  return true;
}
