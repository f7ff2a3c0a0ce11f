/** The sample desk, made once with the build and copied for each first start: filling a database takes seconds. */
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Config,
  type Core,
  createCore,
  createFileStore,
  inDeskTransaction,
  loadConfig,
  systemClock,
} from '@postern/core';
import { moveInTime } from '@postern/core/testing';
import { migrate, migrationsFolder, migrationsIn, openDb, sqliteFile } from '@postern/prisma';
import { createSampleDesk } from './create-sample-desk.ts';

/** Where the build leaves it. */
export const builtTemplate = join(import.meta.dirname, '..', '..', '..', '.postern', 'sample');

/** The setting of a copy whose moments are still those of its template; its value is the template's "now". */
const templateNow = 'sampleTemplateNow';

/** Makes the template in the empty directory `folder`: the data of a desk that nobody has served. */
export async function makeSampleTemplate(folder: string, now = new Date()): Promise<void> {
  const config = loadConfig({ POSTERN_DATA: folder, POSTERN_LOG: 'error' });
  await migrate(config.databaseUrl, migrationsIn(migrationsFolder, 'sqlite'));
  const db = await openDb(config.databaseUrl);
  try {
    const core = createCore({ config, db, clock: { now: () => now } });
    await createSampleDesk(core);
    await inDeskTransaction(core, ({ tx }) =>
      tx.setting.create({ data: { key: templateNow, value: now.toISOString() } }),
    );
  } finally {
    await db.close();
  }
}

/**
 * Copies the template to where this desk, which has no SQLite database yet, keeps its own. Answers false without a
 * template. Only `settleSample` makes a sample desk of the copy.
 */
export async function placeSample(config: Config, template = builtTemplate): Promise<boolean> {
  if (!existsSync(databaseIn(template))) return false;
  // The files come first: they are nothing without a database, and a database without them would be a broken desk.
  const files = createFileStore(join(config.dataDirectory, 'files'), systemClock);
  for (const path of globSync('files/??/*', { cwd: template })) {
    await files.put(readFileSync(join(template, path)));
  }
  const file = sqliteFile(config.databaseUrl);
  const draft = `${file}.new`;
  writeFileSync(draft, readFileSync(databaseIn(template)), { mode: 0o600, flush: true });
  renameSync(draft, file);
  return true;
}

/**
 * Makes a sample desk of a copied template: its sixty days end now, and its portal is at this desk's address.
 * Answers whether there was such a copy, be it from a start that was interrupted.
 */
export async function settleSample(core: Core): Promise<boolean> {
  const mark = await core.db.read.setting.findUnique({ where: { key: templateNow } });
  if (!mark) return false;
  await inDeskTransaction(core, async (work) => {
    await moveInTime(work, work.now.getTime() - Date.parse(String(mark.value)));
    await work.tx.domain.updateMany({ data: { host: new URL(core.config.publicUrl).host } });
    await work.tx.setting.delete({ where: { key: templateNow } });
  });
  return true;
}

const databaseIn = (folder: string) => join(folder, 'postern.db');
