/** A desk of one's own: the first administrator, the first portal, agents after them, and the end of what let people in. */
import {
  type Config,
  type Core,
  createAgent,
  createCore,
  createDesk,
  hashPassword,
  inDeskTransaction,
  type RotatedSecrets,
  readAgentWish,
  readDeskWish,
  requireGoodPassword,
  rotateSecrets,
} from '@postern/core';
import { openDb } from '@postern/prisma';
import { prepareData } from './prepare-data.ts';
import { StartError } from './start-error.ts';

export interface Administrator {
  name: string;
  email: string;
}

/** Asked for once everything else that was typed can be used. */
export type AskPassword = (email: string) => Promise<string>;

/**
 * Makes the desk in an empty database. Throws `StartError` when there is one already, and `PosternError` for a name,
 * an address or a password that could not be set later either.
 */
export async function initDesk(
  config: Config,
  typed: Administrator & { title: string; slug: string; language: string },
  askPassword: AskPassword,
): Promise<{ portalUrl: string }> {
  const { name, email } = readAgentWish(typed);
  const { title, slug, language } = readDeskWish(typed);
  const password = await askPassword(email);
  requireGoodPassword(password, { email, portalTitle: title });
  const passwordHash = await hashPassword(password);
  await withCore(config, (core) =>
    inDeskTransaction(core, async (work) => {
      if ((await work.tx.agent.count()) > 0) {
        throw new StartError('This desk exists already. Add agents with: npx postern-server agent create');
      }
      await createDesk(work, { portalTitle: title, slug, language, host: new URL(config.publicUrl).host });
      await createAgent(work, { name, email, passwordHash });
    }),
  );
  return { portalUrl: `${config.publicUrl}/${slug}` };
}

/**
 * Adds an agent with every permission. Throws `StartError` when the address is taken or there is no desk, and
 * `PosternError` as above.
 */
export async function addAgent(
  config: Config,
  typed: Administrator,
  askPassword: AskPassword,
): Promise<Administrator> {
  const { name, email } = readAgentWish(typed);
  const password = await askPassword(email);
  await withCore(config, async (core) => {
    await requireDesk(core);
    const portal = await core.db.read.portal.findFirst({ orderBy: { id: 'asc' }, select: { title: true } });
    requireGoodPassword(password, { email, portalTitle: portal?.title ?? '' });
    const passwordHash = await hashPassword(password);
    await inDeskTransaction(core, async (work) => {
      if (await work.tx.agent.findUnique({ where: { email } }))
        throw new StartError(`${email} is an agent already.`);
      await createAgent(work, { name, email, passwordHash });
    });
  });
  return { name, email };
}

/** Ends whatever lets somebody in without a password. Throws `StartError` where there is no desk, or one runs. */
export function endSecrets(config: Config): Promise<RotatedSecrets> {
  return withCore(config, async (core) => {
    await requireDesk(core);
    return inDeskTransaction(core, rotateSecrets);
  });
}

async function requireDesk({ db }: Core): Promise<void> {
  if ((await db.read.agent.count()) === 0)
    throw new StartError('There is no desk here yet. Make one with: npx postern-server init');
}

async function withCore<T>(config: Config, action: (core: Core) => Promise<T>): Promise<T> {
  const lock = await prepareData(config);
  const db = await openDb(config.databaseUrl);
  try {
    return await action(createCore({ config, db }));
  } finally {
    await db.close();
    lock.release();
  }
}
