/** What every page tells the browser to forbid, and to forget. */
import type { Context } from 'hono';

const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Sets the headers of a page. Nothing of it is stored, so "back" after signing out finds nothing. */
export function setPageHeaders(c: Context, isSecure: boolean): void {
  c.header('Content-Security-Policy', contentSecurityPolicy);
  c.header('Cache-Control', 'no-store');
  c.header('Vary', 'Accept, Cookie');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  // Not "no-referrer": with it, browsers send our own forms with the origin "null".
  c.header('Referrer-Policy', 'same-origin');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
  c.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
  if (isSecure) c.header('Strict-Transport-Security', 'max-age=31536000');
}
