/** Cookies, security headers, the weight of a page, and the files that come with it. */
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { hashPassword } from '@postern/core';
import { expect, test } from 'vitest';
import { createPortalWorld } from './portal-world.ts';

async function cookiesSetAt(publicUrl: string) {
  await using world = await createPortalWorld({ publicUrl });
  await world.contact({
    email: 'maria@acme.example',
    passwordHash: await hashPassword('a long enough password'),
  });
  const visitor = world.visitor();
  const page = await visitor.get('/support');
  const signedIn = await visitor.submitFrom(await page.text(), '/support/sign-in', {
    email: 'maria@acme.example',
    password: 'a long enough password',
  });
  const list = await visitor.get('/support');
  const out = await visitor.submitFrom(await list.text(), '/support/sign-out', {});
  const hide = (line: string) => line.replace(/=[^;]{20,}/, '=SECRET');
  return {
    page: page.headers,
    form: page.headers.getSetCookie().map(hide),
    session: signedIn.headers.getSetCookie().map(hide),
    end: out.headers.getSetCookie(),
  };
}

test('over https, cookies are bound to the host and to encryption', async () => {
  const { page, form, session, end } = await cookiesSetAt('https://support.acme.example');
  expect(form).toEqual(['__Host-postern_form=SECRET; Path=/; HttpOnly; Secure; SameSite=Lax']);
  expect(session).toEqual([
    '__Host-postern_portal=SECRET; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax',
  ]);
  expect(end).toEqual(['__Host-postern_portal=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax']);
  expect(page.get('strict-transport-security')).toBe('max-age=31536000');
});

test('over plain http, as on loopback, they work without encryption', async () => {
  const { page, form, session, end } = await cookiesSetAt('http://127.0.0.1:4000');
  expect(form).toEqual(['postern_form=SECRET; Path=/; HttpOnly; SameSite=Lax']);
  expect(session).toEqual(['postern_portal=SECRET; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax']);
  expect(end).toEqual(['postern_portal=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
  expect(page.get('strict-transport-security')).toBeNull();
});

test('every page forbids all but its own files and is kept nowhere', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  for (const path of [
    '/support',
    '/support/sign-in',
    `/support/tickets/${ticket.number}`,
    '/support/tickets/new',
    '/support/tickets/4711',
    '/support/nowhere',
  ]) {
    for (const who of [visitor, world.visitor()]) {
      const { headers } = await who.get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    }
  }
});

test('no page has a script, a style or a handler inside it', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  for (const path of ['/support', `/support/tickets/${ticket.number}`, '/support/tickets/new']) {
    const html = await (await visitor.get(path)).text();
    expect(html).not.toMatch(/<style|\sstyle=|<script>|<[^>]*\son\w+=/);
  }
});

test('a full list weighs less than 30 KB on the wire, in four requests', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  for (let index = 0; index < 30; index += 1)
    await world.ticket({
      from: maria,
      subject: `Invoice ${2_200 + index} shows the wrong VAT for the month`,
    });
  const visitor = await world.visitorAs(maria);
  const page = await visitor.get('/support');
  const html = await page.text();
  const files = [...html.matchAll(/(?:src|href)="(\/_portal\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(files).toHaveLength(3);
  let bytes = Buffer.byteLength(html);
  for (const file of files) {
    const response = await visitor.get(file, { 'accept-encoding': 'gzip, deflate, br' });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    const body = Buffer.from(await response.arrayBuffer());
    expect(brotliDecompressSync(body).length).toBeGreaterThan(body.length);
    bytes += body.length;
  }
  expect(bytes).toBeLessThan(30_000);
  // Behind a proxy that compresses pages it is a fraction of that.
  expect(gzipSync(html).length).toBeLessThan(5_000);
});

test('each script is at most 6 KB, and files are named by their content', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const html = await (await (await world.visitorAs(maria)).get(`/support/tickets/${ticket.number}`)).text();
  const scripts = [...html.matchAll(/<script src="([^"]+)"/g)].map((match) => match[1] ?? '');
  for (const script of scripts) {
    const response = await world.visitor().get(script);
    expect((await response.arrayBuffer()).byteLength).toBeLessThanOrEqual(6 * 1024);
    expect(script).toMatch(/^\/_portal\/[a-z]+\.[0-9a-f]{12}\.js$/);
  }
  expect(scripts.length).toBeGreaterThan(1);
  expect((await world.visitor().get('/_portal/portal.000000000000.js')).status).toBe(404);
  expect((await world.visitor().get('/_portal/..%2fassets.ts')).status).toBe(404);
});
