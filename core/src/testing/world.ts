/** A desk of one test: a fresh database, a clock that stands still, and a client for anybody in it. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationsFolder, migrationsIn, openDb } from '@postern/prisma';
import { type Logger, pino } from 'pino';
import { agentSessions, agentTokenPrefix } from '../auth/agent-sessions.ts';
import { contactSessions, contactTokenPrefix } from '../auth/contact-sessions.ts';
import type { PosternClient } from '../client.ts';
import { type Config, loadConfig } from '../config.ts';
import { type Core, inDeskTransaction, type Source, type Work } from '../context.ts';
import { createCore } from '../core.ts';
import { createDesk, createPipelineAndInbox } from '../desk/create-desk.ts';
import { localClient } from '../local-client.ts';
import {
  type BuiltAgent,
  type BuiltContact,
  type BuiltTicket,
  buildAgent,
  buildContact,
  buildContactList,
  buildOrganization,
  buildTicket,
  buildUpload,
  type Turn,
  takeTurn,
} from './builders.ts';

/** A known Tuesday, half past nine in the morning. */
export const worldBegins = new Date('2026-11-03T09:30:00.000Z');

export interface World extends AsyncDisposable {
  readonly core: Core;
  readonly inboxId: string;
  /** The inbox of the pipeline that the portal's filter leaves out. */
  readonly internalInboxId: string;
  readonly portalId: string;
  /** Moves the clock on. */
  pass(ms: number): void;
  /** A token with which this person is signed in. */
  tokenOf(person: BuiltAgent | BuiltContact): Promise<string>;
  /** A client signed in as this person. */
  as(person: BuiltAgent | BuiltContact, source?: Source): Promise<PosternClient>;
  asNobody(): PosternClient;
  asSlack(): PosternClient;
  organization(wish?: Parameters<typeof buildOrganization>[1]): ReturnType<typeof buildOrganization>;
  contact(wish?: Parameters<typeof buildContact>[1]): Promise<BuiltContact>;
  contactList(wish?: Parameters<typeof buildContactList>[1]): ReturnType<typeof buildContactList>;
  agent(wish?: Parameters<typeof buildAgent>[1]): Promise<BuiltAgent>;
  /** In the inbox Support unless another is named. */
  ticket(
    wish: Omit<Parameters<typeof buildTicket>[1], 'inboxId'> & { inboxId?: string },
  ): Promise<BuiltTicket>;
  /** The id of a file that this person has chosen. */
  upload(
    person: BuiltAgent | BuiltContact,
    file: { name: string; content: Uint8Array | string },
  ): Promise<string>;
  turn(ticket: BuiltTicket, turn: Turn): Promise<void>;
  /** Runs something of the core in a transaction of the desk's own. */
  inTransaction<T>(action: (work: Work) => Promise<T>): Promise<T>;
  /** What waits to be sent, oldest first. */
  outbox(): Promise<{ kind: string; key: string; state: string; payload: unknown }[]>;
}

export interface WorldWish {
  /** The settings that a test is about. */
  config?: Partial<Config>;
  isSampleDesk?: boolean;
  /** For tests of what is logged. */
  log?: Logger;
  /** An empty PostgreSQL database; without one, the world has a SQLite file of its own. */
  postgres?: string;
}

/** A desk with the inboxes `Support` and `Internal` and a portal that shows the first; nobody is in it yet. */
export async function createWorld(wish: WorldWish = {}): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'postern-world-'));
  const config = { ...loadConfig({ POSTERN_DATA: directory, POSTERN_LOG: 'silent' }), ...wish.config };
  if (wish.postgres) await migrate(wish.postgres, migrationsIn(migrationsFolder, 'postgresql'));
  const db = await openDb(wish.postgres ?? `file:${await freshFile(directory)}`);
  let now = worldBegins.getTime();
  const core = createCore({
    config,
    db,
    isSampleDesk: wish.isSampleDesk ?? false,
    clock: { now: () => new Date(now) },
    log: wish.log ?? pino({ level: 'silent' }),
  });
  const inTransaction = <T>(action: (work: Work) => Promise<T>) => inDeskTransaction(core, action);
  const desk = await inTransaction(async (work) => ({
    ...(await createDesk(work, {
      portalTitle: 'Acme Support',
      slug: 'support',
      host: '127.0.0.1:4000',
      language: 'en',
    })),
    internalInboxId: (await createPipelineAndInbox(work, 'Internal')).inboxId,
  }));

  const tokenOf = async (person: BuiltAgent | BuiltContact) => {
    const sessionId = core.ids.secret();
    if (person.kind === 'agent') {
      await agentSessions(core).createSession(person.id, {}, { sessionId });
      return agentTokenPrefix + sessionId;
    }
    await contactSessions(core).createSession(person.id, { portalId: desk.portalId }, { sessionId });
    return contactTokenPrefix + sessionId;
  };

  return {
    core,
    ...desk,
    pass: (ms) => {
      now += ms;
    },
    tokenOf,
    as: async (person, source) =>
      localClient(
        core,
        { kind: 'token', token: await tokenOf(person) },
        source ?? (person.kind === 'agent' ? 'TUI' : 'PORTAL'),
      ),
    asNobody: () => localClient(core, { kind: 'nobody' }, 'API'),
    asSlack: () => localClient(core, { kind: 'slack' }, 'SLACK'),
    organization: (each) => inTransaction((work) => buildOrganization(work, each)),
    contact: (each) => inTransaction((work) => buildContact(work, each)),
    contactList: (each) => inTransaction((work) => buildContactList(work, each)),
    agent: (each) => inTransaction((work) => buildAgent(work, each)),
    ticket: (each) => inTransaction((work) => buildTicket(work, { inboxId: desk.inboxId, ...each })),
    upload: (person, file) => inTransaction((work) => buildUpload(work, person, file)),
    turn: (ticket, turn) => inTransaction((work) => takeTurn(work, ticket.id, turn)),
    inTransaction,
    outbox: () =>
      db.read.outboxItem.findMany({
        orderBy: { seq: 'asc' },
        select: { kind: true, key: true, state: true, payload: true },
      }),
    [Symbol.asyncDispose]: async () => {
      await db.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function freshFile(directory: string): Promise<string> {
  const file = join(directory, 'postern.db');
  copyFileSync(await templateFile(), file);
  return file;
}

/** A migrated, empty database, made once for this state of the migrations and then copied. */
async function templateFile(): Promise<string> {
  const migrations = migrationsIn(migrationsFolder, 'sqlite');
  // One name of one length, however many migrations there are: a file's name holds 255 bytes.
  const hash = createHash('sha256');
  for (const { checksum } of migrations) hash.update(checksum);
  const state = hash.digest('hex').slice(0, 32);
  const folder = join(tmpdir(), `postern-templates-${process.getuid?.() ?? 'user'}`);
  const file = join(folder, `${state}.db`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${state}-${process.pid}-${Date.now()}.db`);
  await migrate(`file:${draft}`, migrations);
  rmSync(`${draft}-wal`, { force: true });
  rmSync(`${draft}-shm`, { force: true });
  renameSync(draft, file);
  return file;
}
