/** Whether a portal's address could ever be one at which the desk itself answers. */
import { apiSurface, reservedSlugs, slugFault } from '@postern/core';
import { createWorld } from '@postern/core/testing';
import { portalSurface } from '@postern/web-portal';
import { expect, test } from 'vitest';
import { sandboxSurface } from './sandbox/sandbox-surface.ts';

test('S12: no portal can be at an address that any surface answers, or that the documents promise', async () => {
  await using world = await createWorld();
  const { core } = world;
  const surfaces = [
    apiSurface(core),
    sandboxSurface({ core, emulatorUrl: 'http://127.0.0.1:4001' }),
    portalSurface({ clientFor: () => world.asNobody(), publicUrl: core.config.publicUrl, log: core.log }),
  ];
  const paths = surfaces.flatMap(({ routes }) => routes?.routes.map(({ path }) => path) ?? []);
  const firsts = [...new Set(paths.map((path) => path.split('/')[1] ?? ''))].filter(
    (first) => /^[a-z]/.test(first) && !first.startsWith(':'),
  );
  expect(firsts).toEqual(expect.arrayContaining(['trpc', 'sandbox']));
  // The listener's own, and what is promised and not built yet.
  for (const first of [...firsts, 'healthz', 'readyz', 'metrics', 'slack']) {
    expect(reservedSlugs).toContain(first);
    expect(slugFault(first)).toContain('the desk itself answers');
  }
  for (const path of paths.filter((each) => each.startsWith('/_')))
    expect(slugFault(path.split('/')[1] ?? '')).not.toBeNull();
  expect(slugFault('support')).toBeNull();
});
