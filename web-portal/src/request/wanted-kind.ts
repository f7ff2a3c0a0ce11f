/** Whether somebody wants a page, JSON or plain text. */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

export type Kind = 'html' | 'json' | 'text';

const kinds: Record<string, Kind> = {
  'text/html': 'html',
  'application/json': 'json',
  'text/plain': 'text',
};

/** By the Accept header; a page when it says nothing of the three. */
export function wantedKind(c: Context): Kind {
  const type = accepts(c, { header: 'Accept', supports: Object.keys(kinds), default: 'text/html' });
  return kinds[type] ?? 'html';
}
