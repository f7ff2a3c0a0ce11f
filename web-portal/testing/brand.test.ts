/** Colour, logo and icon on the portal's pages: the same everywhere, at once, and kept by browsers. */
import { pictures } from '@postern/core/testing';
import { expect, test } from 'vitest';
import { createPortalWorld } from './portal-world.ts';

async function portalWithMaria() {
  const world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria' });
  const ticket = await world.ticket({ from: maria });
  const { portalSettings } = await world.as(await world.agent());
  const paths = [
    '/support',
    `/support/tickets/${ticket.number}`,
    '/support/tickets/new',
    '/support/tickets/4711',
    '/support/nowhere',
  ];
  const visitor = await world.visitorAs(maria);
  const stranger = world.visitor();
  const pages = async () => [
    ...(await Promise.all(paths.map(async (path) => (await visitor.get(path)).text()))),
    await (await stranger.get('/support/sign-in')).text(),
  ];
  return { world, visitor, pages, ada: portalSettings };
}

/** Stylesheets, icons and pictures of a page; its scripts have nothing of the brand. */
const linksIn = (html: string) =>
  [...html.matchAll(/(?:href|src)="(\/_portal\/[^"]+(?:css|svg|png|ico|webp|gif))"/g)].map(
    (link) => link[1] ?? '',
  );
const base64 = ({ bytes }: { bytes: Buffer }) => bytes.toString('base64');

test('S42, S43, S44: a change of the brand shows on list, ticket, form and sign-in page alike, at once', async () => {
  const { world, pages, ada } = await portalWithMaria();
  await using _world = world;
  for (const html of await pages()) {
    expect(linksIn(html)).toHaveLength(2);
    expect(html).toContain('<span class="mark" aria-hidden="true">A</span>');
    expect(html).toContain('Powered by Postern');
  }
  const settings = {
    'brand.color': '#7a3b69',
    'brand.logo': base64(pictures.png),
    'brand.favicon': base64(pictures.ico),
    'powered-by': 'no',
  };
  await ada.set.mutate({ settings });
  const branded = await pages();
  const links = linksIn(branded[0] ?? '');
  expect(links).toEqual([
    expect.stringMatching(/^\/_portal\/portal\.\w{12}\.css$/),
    expect.stringMatching(/^\/_portal\/brand\.\w{12}\.css$/),
    expect.stringMatching(/^\/_portal\/favicon\.\w{12}\.ico$/),
    expect.stringMatching(/^\/_portal\/logo\.\w{12}\.png$/),
  ]);
  for (const html of branded) {
    expect(linksIn(html)).toEqual(links);
    expect(html).not.toMatch(/class="mark"|Powered by Postern|<style|\sstyle=/);
    expect(html).toContain(' width="40" height="24" alt=""');
  }
  await ada.set.mutate({ settings: { 'brand.color': '#205080' } });
  for (const html of await pages()) expect(linksIn(html)[1]).not.toBe(links[1]);
});

test('S43: the stylesheet of the brand has its colour for light and for dark, is kept for a year, and follows the common one', async () => {
  const { world, visitor, pages, ada } = await portalWithMaria();
  await using _world = world;
  await ada.set.mutate({ settings: { 'brand.color': '#7a3b69' } });
  const [, address = ''] = linksIn((await pages())[0] ?? '');
  const sheet = await visitor.get(address);
  expect(sheet.status).toBe(200);
  expect(Object.fromEntries(sheet.headers)).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  const css = await sheet.text();
  expect(css).toMatch(/^:root\{--brand:#7a3b69;--brand-ink:#ffffff;/);
  expect(css).toContain('@media (prefers-color-scheme:dark){:root{--brand:#');
  expect(css.length).toBeLessThan(400);
  // The content is in the name, so another colour has another address and the old one is gone.
  await ada.set.mutate({ settings: { 'brand.color': '#205080' } });
  expect((await visitor.get(address)).status).toBe(404);
});

test('S44: pictures are served as what they are, and can do nothing', async () => {
  const { world, visitor, pages, ada } = await portalWithMaria();
  await using _world = world;
  await ada.set.mutate({
    settings: { 'brand.logo': base64(pictures.webp), 'brand.favicon': base64(pictures.gif) },
  });
  const links = linksIn((await pages())[0] ?? '');
  const served: Record<string, string> = { logo: 'image/webp', favicon: 'image/gif' };
  for (const [kind, type] of Object.entries(served)) {
    const address = links.find((link) => link.includes(`/${kind}.`)) ?? '';
    const answer = await visitor.get(address);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes).toEqual(kind === 'logo' ? pictures.webp.bytes : pictures.gif.bytes);
    expect((await visitor.get(address.replace(/\.\w{12}\./, '.000000000000.'))).status).toBe(404);
  }
  // While the portal is off, its page leads to nothing of the brand.
  await ada.off.mutate({});
  expect(linksIn(await (await visitor.get('/support')).text())).toEqual([
    expect.stringContaining('/portal.'),
    expect.stringContaining('/icon.'),
  ]);
});

test('a wide logo stands for the name, a square one beside it', async () => {
  const { world, pages, ada } = await portalWithMaria();
  await using _world = world;
  const wide = Buffer.from(pictures.png.bytes);
  wide.writeUInt32BE(400, 16);
  await ada.set.mutate({ settings: { 'brand.logo': wide.toString('base64') } });
  for (const html of await pages()) {
    expect(html).toContain('width="400" height="24" alt="Acme Support"');
    expect(html).not.toContain('<bdi>Acme Support</bdi>');
  }
  await ada.set.mutate({ settings: { 'brand.logo': base64(pictures.png) } });
  for (const html of await pages()) expect(html).toContain('alt=""/><bdi>Acme Support</bdi>');
});
