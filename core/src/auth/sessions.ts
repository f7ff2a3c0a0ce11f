/** Sessions by lucia: one instance for agents, one for contacts, two tables, and only hashes of ids stored. */
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import { type Core, inDeskTransaction, type Viewer, type Work } from '../context.ts';
import { hashSecret } from '../ids.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, { viewer: Viewer | null }>;
    DatabaseSessionAttributes: { portalId?: string };
    DatabaseUserAttributes: { viewer: Viewer | null };
  }
}

export interface SessionRow {
  userId: string;
  expiresAt: Date;
  portalId?: string;
}

/** A session with the person behind it, read in one query; null for who may not come in any more. */
export interface SessionAndViewer extends SessionRow {
  viewer: Viewer | null;
}

/** The few things that differ between the two session tables. */
export interface SessionTable {
  find(idHash: string, sessionId: string): Promise<SessionAndViewer | null>;
  create(work: Work, row: SessionRow & { idHash: string }): Promise<void>;
  extend(work: Work, idHash: string, expiresAt: Date): Promise<void>;
  remove(work: Work, where: { idHash?: string; userId?: string; before?: Date }): Promise<void>;
}

export type Sessions = Lucia<Record<never, never>, { viewer: Viewer | null }>;

/** A lucia instance over one table. Sessions last `days` and are renewed while they are used. */
export function sessionsIn(core: Core, table: SessionTable, days: number): Sessions {
  return new Lucia(adapterFor(core, table), {
    sessionExpiresIn: new TimeSpan(days, 'd'),
    getUserAttributes: ({ viewer }) => ({ viewer }),
  });
}

function adapterFor(core: Core, table: SessionTable): Adapter {
  // Lucia reads the machine's clock. Its moments are moved over to the desk's, which tests hold still.
  const drift = () => core.clock.now().getTime() - Date.now();
  const toDesk = (moment: Date) => new Date(moment.getTime() + drift());
  const toLucia = (moment: Date) => new Date(moment.getTime() - drift());
  const write = (action: (work: Work) => Promise<void>) => inDeskTransaction(core, action);

  return {
    getSessionAndUser: async (id) => {
      const row = await table.find(hashSecret(id), id);
      if (!row) return [null, null];
      const session: DatabaseSession = {
        id,
        userId: row.userId,
        expiresAt: toLucia(row.expiresAt),
        attributes: row.portalId ? { portalId: row.portalId } : {},
      };
      return [session, { id: row.userId, attributes: { viewer: row.viewer } }];
    },
    getUserSessions: async () => [],
    setSession: (session) =>
      write((work) =>
        table.create(work, {
          idHash: hashSecret(session.id),
          userId: session.userId,
          expiresAt: toDesk(session.expiresAt),
          ...session.attributes,
        }),
      ),
    updateSessionExpiration: (id, expiresAt) =>
      write((work) => table.extend(work, hashSecret(id), toDesk(expiresAt))).catch((error: unknown) => {
        // The session is good all the same: a full disk must not keep people from reading.
        core.log.warn({ err: error }, 'a session could not be renewed');
      }),
    deleteSession: (id) => write((work) => table.remove(work, { idHash: hashSecret(id) })),
    deleteUserSessions: (userId) => write((work) => table.remove(work, { userId })),
    deleteExpiredSessions: () => write((work) => table.remove(work, { before: work.now })),
  };
}
