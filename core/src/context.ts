/** What every action works with: the desk's parts, who is asking, and one transaction. */
import type { Db, Reader, Tx } from '@postern/prisma';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { FileStore } from './files/file-store.ts';
import type { Ids } from './ids.ts';
import type { MailMoves } from './live/mail-moves.ts';
import type { Presence } from './live/presence.ts';
import type { Wake } from './live/wake.ts';
import type { ContactStanding } from './visibility/contact-standing.ts';

/** The desk itself, made once at start by `createCore`. */
export interface Core {
  readonly config: Config;
  /** The sample desk keeps its mails instead of sending them: its people do not exist. */
  readonly isSampleDesk: boolean;
  readonly db: Db;
  /** What attached files hold. */
  readonly files: FileStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Rung after a commit that changed something people watch. */
  readonly changes: Wake;
  /** Who is writing at the moment. */
  readonly presence: Presence;
  /** Of which tickets a mail has moved on. */
  readonly mailMoves: MailMoves;
  /** Rung after a commit that left something to send. */
  readonly outbox: Wake;
}

/** Where an action was asked for; shown beside messages and notes. */
export type Source = 'PORTAL' | 'TUI' | 'CLI' | 'SLACK' | 'API';

export const permissions = [
  'tickets.read',
  'tickets.write',
  'tickets.delete',
  'contacts.write',
  'portal.settings',
  'channels.manage',
  'agents.manage',
  'reports.read',
  'audit.read',
  'desk.admin',
] as const;

export type Permission = (typeof permissions)[number];

export interface AgentViewer {
  kind: 'agent';
  agentId: string;
  name: string;
  email: string;
  /** What customers read as the author of a reply. */
  publicName: string;
  /** Permission to scopes: `*` or inbox ids. */
  grants: ReadonlyMap<string, ReadonlySet<string>>;
  sessionId: string | null;
}

export interface ContactViewer {
  kind: 'contact';
  contactId: string;
  name: string | null;
  email: string;
  /** What they may see of the portal they signed in to. */
  standing: ContactStanding;
  sessionId: string;
  /** The agent who looks through this contact's eyes and may change nothing; null for the contact in person. */
  previewBy: { agentId: string; name: string; isPortalOff: boolean } | null;
}

/** The Slack bot in this process. It acts as nobody; its procedures act as the agent a Slack person is. */
export interface SlackViewer {
  kind: 'slack';
}

export type Viewer = { kind: 'nobody' } | AgentViewer | ContactViewer | SlackViewer;

export interface Context<V extends Viewer = Viewer> {
  readonly core: Core;
  readonly viewer: V;
  readonly source: Source;
  /** Where the connection comes from; null inside the process, where the surface knows. */
  readonly address: string | null;
  readonly requestId: string;
}

export type AgentContext = Context<AgentViewer>;
export type ContactContext = Context<ContactViewer>;

/** One transaction of one action. */
export interface Work {
  readonly core: Core;
  readonly tx: Tx;
  readonly now: Date;
  /** For the audit trail: `agent:agt_…`, `contact:con_…`, `desk`. */
  readonly actor: string;
  readonly source: Source;
  /** Set by what was written; read once, after the commit. */
  readonly rings: { changes: boolean; outbox: boolean };
}

/** A transaction, or the reader beside it: what a query runs on. */
export type Queries = Reader | Tx;

/** The name of a viewer in the audit trail. */
export function actorOf(viewer: Viewer): string {
  switch (viewer.kind) {
    case 'agent':
      return `agent:${viewer.agentId}`;
    case 'contact':
      return `contact:${viewer.contactId}`;
    default:
      return 'desk';
  }
}

/**
 * Runs one action in one transaction and wakes those who wait for its effects once it is stored.
 * No network call belongs inside: a slow peer would hold up every writer.
 */
export function inTransaction<T>(
  ctx: { core: Core; viewer: Viewer; source: Source },
  action: (work: Work) => Promise<T>,
): Promise<T> {
  return transaction(ctx.core, actorOf(ctx.viewer), ctx.source, action);
}

/** As `inTransaction`, for what the desk does by itself. */
export function inDeskTransaction<T>(core: Core, action: (work: Work) => Promise<T>): Promise<T> {
  return transaction(core, 'desk', 'API', action);
}

async function transaction<T>(
  core: Core,
  actor: string,
  source: Source,
  action: (work: Work) => Promise<T>,
): Promise<T> {
  const rings = { changes: false, outbox: false };
  const result = await core.db.inTransaction((tx) =>
    action({ core, tx, now: core.clock.now(), actor, source, rings }),
  );
  // Only the wake-up may be lost: who missed it asks "since n" and finds the rows.
  if (rings.changes) core.changes.ring();
  if (rings.outbox) core.outbox.ring();
  return result;
}
