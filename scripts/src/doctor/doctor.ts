/** `postern-server doctor`: looks at a desk from outside, whether it runs or not, and changes nothing. */
import { existsSync } from 'node:fs';
import {
  type Config,
  ConfigError,
  isSampleDesk,
  loadConfig,
  type SlackConnection,
  slackConnection,
} from '@postern/core';
import { type Db, engineOf, openDb, sqliteFile } from '@postern/prisma';
import { type Check, fail, ok } from './check.ts';
import {
  checkClock,
  checkIntegrity,
  checkMigrations,
  checkOutbox,
  checkSample,
  checkSearch,
  checkTrail,
} from './check-database.ts';
import { checkMail, checkSlack } from './check-links.ts';
import { checkDesk, checkDirectory, checkRoom } from './check-machine.ts';

export interface Report {
  /** Whether no check failed. */
  isWell: boolean;
  checks: Check[];
}

/** Every check that can be made: a bad setting ends it, and without a sound database nothing is asked of it. */
export async function examine(env: Record<string, string | undefined>, now: Date): Promise<Report> {
  const checks: Check[] = [];
  const config = readConfig(env, checks);
  if (config) {
    checks.push(checkDirectory(config), await checkRoom(config), await checkDesk(config));
    const { isSample, slack } = await examineDatabase(config, now, checks);
    const token = env.SLACK_BOT_TOKEN;
    checks.push(await checkSlack(token ? { token, apiUrl: env.SLACK_API_URL ?? null } : null, slack));
    checks.push(await checkMail(config, isSample));
  }
  return { isWell: checks.every(({ state }) => state !== 'fail'), checks };
}

function readConfig(env: Record<string, string | undefined>, checks: Check[]): Config | null {
  try {
    const config = loadConfig(env);
    checks.push(ok('settings', 'Every variable can be used.'));
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    checks.push(fail('settings', error.message, 'Mend it; .env.example says what each variable takes.'));
    return null;
  }
}

/** What of the database bears on what the desk speaks to. */
interface Known {
  isSample: boolean;
  /** What the bot said last of its connection. */
  slack: SlackConnection | null;
}

const nothingKnown: Known = { isSample: false, slack: null };

async function examineDatabase(config: Config, now: Date, checks: Check[]): Promise<Known> {
  const url = config.databaseUrl;
  if (engineOf(url) === 'sqlite' && !existsSync(sqliteFile(url))) {
    checks.push(
      fail('database', `There is no ${sqliteFile(url)}.`, 'Make a desk with: npx postern-server init'),
    );
    return nothingKnown;
  }
  let db: Db | undefined;
  try {
    db = await openDb(url);
    const integrity = await checkIntegrity(db);
    checks.push(integrity);
    if (integrity.state === 'fail') return nothingKnown;
    const migrations = await checkMigrations(db);
    checks.push(migrations);
    if (migrations.state === 'fail') return nothingKnown;
    checks.push(
      await checkSearch(db),
      await checkOutbox(db, now),
      await checkTrail(db),
      await checkClock(db, now),
    );
    const isSample = await isSampleDesk(db.read);
    checks.push(checkSample({ config, isSampleDesk: isSample }));
    return { isSample, slack: await slackConnection(db.read) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n').at(-1) : String(error);
    const todo = 'Look at DATABASE_URL, or restore a backup: npx postern-server restore FILE';
    checks.push(fail('database', `The database cannot be read: ${reason}`, todo));
    return nothingKnown;
  } finally {
    await db?.close();
  }
}

const marks = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

/** Lines for people. */
export function reportText({ isWell, checks }: Report): string {
  const widest = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, finding, todo }) => [
    `${marks[state]}  ${name.padEnd(widest)}  ${finding}`,
    ...(todo === null ? [] : [`${' '.repeat(widest + 8)}${todo}`]),
  ]);
  return `${[...lines, isWell ? 'Nothing is broken.' : 'Something is broken: see FAIL above.'].join('\n')}\n`;
}
