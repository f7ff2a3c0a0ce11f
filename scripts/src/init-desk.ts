/** A desk of one's own: the first administrator, the first portal, and agents after them. */
import {
  type Config,
  createAgent,
  createCore,
  createDesk,
  hashPassword,
  inDeskTransaction,
  readAgentWish,
  readDeskWish,
  requireGoodPassword,
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

/** Adds an agent with every permission. Throws `StartError` when the address is taken, and `PosternError` as above. */
export async function addAgent(
  config: Config,
  typed: Administrator,
  askPassword: AskPassword,
): Promise<Administrator> {
  const { name, email } = readAgentWish(typed);
  const password = await askPassword(email);
  await withCore(config, async (core) => {
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

async function withCore<T>(
  config: Config,
  action: (core: ReturnType<typeof createCore>) => Promise<T>,
): Promise<T> {
  const lock = await prepareData(config);
  const db = await openDb(config.databaseUrl);
  try {
    return await action(createCore({ config, db }));
  } finally {
    await db.close();
    lock.release();
  }
}
