/** What settings of the portal change on its pages: the title, the address, on and off. */
import { failureOf, type PosternClient } from '@postern/core/client';
import { expect, test } from 'vitest';
import { createPortalWorld, hiddenFields, type PortalWorld } from './portal-world.ts';

async function portalWithMaria() {
  const world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria' });
  const ticket = await world.ticket({ from: maria, subject: 'Printer' });
  const { portalSettings } = await world.as(await world.agent());
  return { world, maria, ticket, ada: portalSettings };
}

/** Every page that carries the portal's name, signed in and not. */
const pagesOf = (slug: string, number: number) => [
  `/${slug}`,
  `/${slug}/sign-in`,
  `/${slug}/tickets/${number}`,
  `/${slug}/tickets/new`,
  `/${slug}/tickets/4711`,
  `/${slug}/nowhere`,
  `/${slug}?search=nothing+at+all`,
];

const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1];

async function titles(world: PortalWorld, person: Parameters<PortalWorld['visitorAs']>[0], paths: string[]) {
  const read: (string | undefined)[] = [];
  for (const visitor of [await world.visitorAs(person), world.visitor()])
    for (const path of paths) {
      const answer = await visitor.get(path);
      if (answer.status !== 303) read.push(titleOf(await answer.text()));
    }
  return read;
}

test('S10: the title of every page carries the portal’s title, and the next page has a new one', async () => {
  const { world, maria, ticket, ada } = await portalWithMaria();
  await using _world = world;
  const paths = pagesOf('support', ticket.number);
  const before = await titles(world, maria, paths);
  expect(before.length).toBeGreaterThan(10);
  for (const title of before) expect(title).toMatch(/. · Acme Support$/);
  await ada.set.mutate({ settings: { title: 'Ayuda & más' } });
  for (const title of await titles(world, maria, paths)) expect(title).toMatch(/. · Ayuda &amp; más$/);
});

test('S12: the old address leads to the same page at the new one, whatever is asked and however', async () => {
  const { world, maria, ticket, ada } = await portalWithMaria();
  await using _world = world;
  await ada.set.mutate({ settings: { slug: 'help' } });
  const visitor = await world.visitorAs(maria);
  for (const path of [...pagesOf('support', ticket.number), '/support/a%2Fb/c?x=1&y=%2F', '/support/']) {
    const old = await visitor.get(path);
    expect(old.status, path).toBe(308);
    expect(old.headers.get('location')).toBe(path.replace('/support', '/help'));
  }
  expect((await visitor.get('/support', { accept: 'application/json' })).status).toBe(308);
  expect(await (await visitor.get(`/help/tickets/${ticket.number}`)).text()).toContain('Printer');
  expect((await visitor.get('/')).headers.get('location')).toBe('/help');
  expect((await visitor.get('/elsewhere')).status).toBe(404);
});

test('S12: a form that was open when the address changed arrives whole, once', async () => {
  const { world, maria, ticket, ada } = await portalWithMaria();
  await using _world = world;
  const visitor = await world.visitorAs(maria);
  const action = `/support/tickets/${ticket.number}`;
  const html = await (await visitor.get(action)).text();
  await ada.set.mutate({ settings: { slug: 'help' } });
  const fields = { ...hiddenFields(html, action), message: 'Written before the move' };
  const moved = await visitor.post(action, fields);
  // 308 tells a browser to post the same form again, there.
  expect(moved.status).toBe(308);
  const location = moved.headers.get('location') ?? '';
  expect(location).toBe(`/help/tickets/${ticket.number}`);
  expect((await visitor.post(location, fields)).status).toBe(303);
  const page = await (await visitor.get(location)).text();
  expect(page.split('Written before the move')).toHaveLength(2);
});

test('S57: off, every page is the same neutral one, even at a former address; on again, all is back', async () => {
  const { world, maria, ticket, ada } = await portalWithMaria();
  await using _world = world;
  await ada.set.mutate({ settings: { slug: 'help' } });
  await ada.off.mutate({});
  const visitor = await world.visitorAs(maria);
  for (const path of pagesOf('help', ticket.number)) {
    const answer = await visitor.get(path);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toMatch(/Acme|Printer|Maria/);
  }
  expect((await visitor.get('/support')).headers.get('location')).toBe('/help');
  await ada.on.mutate({});
  expect(await (await visitor.get('/help')).text()).toContain('Printer');
});

test('S6: a customer can call none of the writes', async () => {
  const { world, maria } = await portalWithMaria();
  await using _world = world;
  const { portalSettings }: PosternClient = await world.as(maria);
  const code = await portalSettings.off.mutate({}).catch((error: unknown) => failureOf(error).code);
  expect(code).toBe('NOT_SIGNED_IN');
});
