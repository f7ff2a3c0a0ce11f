/** The sample desk's contact lists, to try `postern list` and a portal for lists with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore, loadConfig, localClient } from '@postern/core';
import { migrate, migrationsFolder, migrationsIn, openDb } from '@postern/prisma';
import { expect, test } from 'vitest';
import { createSampleDesk } from './create-sample-desk.ts';
import { samplePassword } from './people.ts';

test('there is a list by hand and one by filter, and the portal is for everybody all the same', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'postern-sample-lists-'));
  const config = loadConfig({ POSTERN_DATA: directory, POSTERN_LOG: 'silent' });
  await migrate(config.databaseUrl, migrationsIn(migrationsFolder, 'sqlite'));
  const db = await openDb(config.databaseUrl);
  try {
    const core = createCore({ config, db, clock: { now: () => new Date('2026-11-23T09:30:00.000Z') } });
    await createSampleDesk(core);
    const { token } = await localClient(core, { kind: 'nobody' }, 'API').auth.signIn.mutate({
      email: 'ada@postern.example',
      password: samplePassword,
    });
    const { items } = await localClient(core, { kind: 'token', token }, 'CLI').lists.list.query();
    const acme = await db.read.contact.count({ where: { organization: { name: 'Acme' } } });
    expect(items.map(({ name, filter, members, portals }) => ({ name, filter, members, portals }))).toEqual([
      { name: 'Acme people', filter: 'organization:Acme', members: acme, portals: [] },
      { name: 'Pilot customers', filter: null, members: 2, portals: [] },
    ]);
    expect((await db.read.portal.findFirstOrThrow()).audience).toBe('ALL');
  } finally {
    await db.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
