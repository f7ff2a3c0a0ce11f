/** A desk of one's own: the first administrator, the first portal, and agents after them. */
import {
  type Config,
  createAgent,
  createCore,
  createDesk,
  hashPassword,
  inDeskTransaction,
  slugFault,
} from '@postern/core';
import { openDb } from '@postern/prisma';
import { prepareData } from './prepare-data.ts';
import { readPassword } from './read-password.ts';
import { StartError } from './start-error.ts';

export interface Administrator {
  name: string;
  email: string;
  passwordStdin: boolean;
}

const shortestPassword = 10;

/** Makes the desk in an empty database. Throws `StartError` when there is one already. */
export async function initDesk(
  config: Config,
  wish: Administrator & { title: string; slug: string; language: string },
): Promise<{ portalUrl: string }> {
  const fault = slugFault(wish.slug);
  if (fault) throw new StartError(`The portal's address ${fault}, so "${wish.slug}" cannot be it.`);
  const passwordHash = await hashPassword(await newPassword(wish));
  await withCore(config, (core) =>
    inDeskTransaction(core, async (work) => {
      if ((await work.tx.agent.count()) > 0) {
        throw new StartError('This desk exists already. Add agents with: npx postern-server agent create');
      }
      await createDesk(work, {
        portalTitle: wish.title,
        slug: wish.slug,
        language: wish.language,
        host: new URL(config.publicUrl).host,
      });
      await createAgent(work, { name: wish.name, email: requireEmail(wish.email), passwordHash });
    }),
  );
  return { portalUrl: `${config.publicUrl}/${wish.slug}` };
}

/** Adds an agent with every permission. Throws `StartError` when the address is taken. */
export async function addAgent(config: Config, wish: Administrator): Promise<void> {
  const email = requireEmail(wish.email);
  const passwordHash = await hashPassword(await newPassword(wish));
  await withCore(config, (core) =>
    inDeskTransaction(core, async (work) => {
      if (await work.tx.agent.findUnique({ where: { email } }))
        throw new StartError(`${email} is an agent already.`);
      await createAgent(work, { name: wish.name, email, passwordHash });
    }),
  );
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

async function newPassword(wish: Administrator): Promise<string> {
  const password = await readPassword(`Password for ${wish.email}: `, wish.passwordStdin);
  if (password.length < shortestPassword) {
    throw new StartError(`The password is too short: at least ${shortestPassword} characters.`);
  }
  return password;
}

function requireEmail(email: string): string {
  const address = email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new StartError(`"${email}" is not an e-mail address.`);
  return address;
}
