/** The sample desk's mails are shown to this machine alone, whatever name a stranger's page gives it. */
import { mailDelivery, workerSurface } from '@postern/core';
import { createWorld } from '@postern/core/testing';
import { expect, test } from 'vitest';
import { sandboxSurface } from './sandbox-surface.ts';

async function statusAt(config: { host?: string; publicUrl?: string }, asked: string | null, path: string) {
  await using world = await createWorld({ config });
  const { routes } = sandboxSurface({ core: world.core, emulatorUrl: 'http://127.0.0.1:9' });
  return (await routes?.request(path, { headers: asked === null ? {} : { host: asked } }))?.status;
}

const paths = ['/sandbox/mail', '/sandbox/style.css', '/sandbox/slack'];

test.each(['127.0.0.1:4000', '127.0.0.1', '127.9.9.9:4000', '[::1]:4000', 'localhost:4000', 'LocalHost'])(
  'asked as %s it answers',
  async (asked) => {
    for (const path of paths) expect([path, await statusAt({}, asked, path)]).not.toEqual([path, 404]);
  },
);

test.each([
  'evil.example:4000',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '192.0.2.1',
  '@',
  '',
  null,
])('asked as %s there is nothing: the name may have been pointed here by another page', async (asked) => {
  for (const path of [...paths, '/sandbox/slack/'])
    expect([path, await statusAt({}, asked, path)]).toEqual([path, 404]);
});

test('a desk that listens anywhere on loopback has it; one that others can reach has not', async () => {
  expect(await statusAt({ host: '127.0.0.9' }, '127.0.0.9:4000', '/sandbox/mail')).toBe(200);
  expect(await statusAt({ host: '0.0.0.0' }, '127.0.0.1:4000', '/sandbox/mail')).toBe(404);
  const behindProxy = { publicUrl: 'https://help.acme.example' };
  expect(await statusAt(behindProxy, '127.0.0.1:4000', '/sandbox/mail')).toBe(404);
});

test('the link of an invitation can be clicked there', async () => {
  await using world = await createWorld({ isSampleDesk: true });
  const maria = await world.contact();
  const agent = await world.as(await world.agent());
  await agent.contacts.invite.mutate({ email: maria.email });
  const worker = workerSurface(world.core, { EMAIL: mailDelivery(world.core) });
  await worker.start?.();
  const { routes } = sandboxSurface({ core: world.core, emulatorUrl: null });
  const page = async () =>
    (await routes?.request('/sandbox/mail', { headers: { host: '127.0.0.1:4000' } }))?.text();
  await expect.poll(page).toMatch(/<a href="http:\/\/127\.0\.0\.1:4000\/support\/invite\/[\w-]{43}">/);
  await worker.stop?.();
});
