/** The cookies: who is signed in, the secret behind the forms of somebody who is not, and an agent's preview. */
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

export interface CookieJar {
  session(): string | null;
  setSession(token: string): void;
  dropSession(): void;
  /** An agent's preview, apart from whoever may be signed in to this browser as a customer. */
  preview(): string | null;
  setPreview(token: string): void;
  dropPreview(): void;
  formSecret(): string | null;
  /** The secret that the browser has, or a new one. */
  ensureFormSecret(): string;
}

// The desk ends sessions by itself; this is how long a browser may offer one at all.
const sessionSeconds = 30 * 24 * 60 * 60;

/** The cookies of one request. Over https their names bind them to this host and to encryption. */
export function cookieJar(c: Context, isSecure: boolean): CookieJar {
  const prefix = isSecure ? '__Host-' : '';
  const options = { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure } as const;
  const sessionName = `${prefix}postern_portal`;
  const previewName = `${prefix}postern_preview`;
  const formName = `${prefix}postern_form`;
  let fresh: string | null = null;
  const formSecret = () => fresh ?? (getCookie(c, formName) || null);
  return {
    session: () => getCookie(c, sessionName) || null,
    setSession: (token) => setCookie(c, sessionName, token, { ...options, maxAge: sessionSeconds }),
    dropSession: () => setCookie(c, sessionName, '', { ...options, maxAge: 0 }),
    preview: () => getCookie(c, previewName) || null,
    // Gone with the browser's window; the desk ends it sooner.
    setPreview: (token) => setCookie(c, previewName, token, options),
    dropPreview: () => setCookie(c, previewName, '', { ...options, maxAge: 0 }),
    formSecret,
    ensureFormSecret() {
      const known = formSecret();
      if (known) return known;
      fresh = randomBytes(32).toString('base64url');
      setCookie(c, formName, fresh, options);
      return fresh;
    },
  };
}
