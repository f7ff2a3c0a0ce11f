/** Whether a posted form is one of our own pages': by the browser's word on its origin, and by its token. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';

/**
 * True when the browser says that another site sent this. Compared with the configured address alone: Host and
 * X-Forwarded-* are words of whoever sends the request.
 */
export function isForeign(c: Context, publicUrl: string): boolean {
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== new URL(publicUrl).origin) return true;
  const site = c.req.header('sec-fetch-site');
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** The token in a form, from a secret that only this browser and we know; the secret cannot be had back from it. */
export function formTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('postern portal form').digest('base64url');
}

/** True when the token was made from one of the secrets. */
export function fitsToken(given: string | undefined, secrets: (string | null)[]): boolean {
  return secrets.some((secret) => {
    if (secret === null || given === undefined) return false;
    const expected = Buffer.from(formTokenOf(secret));
    const got = Buffer.from(given);
    return got.length === expected.length && timingSafeEqual(got, expected);
  });
}
