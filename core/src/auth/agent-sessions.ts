/** Agents' sessions: for the terminal and for scripts. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { type AgentColumns, agentColumns, toAgentViewer } from './agents.ts';
import { type SessionAndViewer, type Sessions, sessionsIn } from './sessions.ts';

/** An unused agent session ends after this many days. */
export const agentSessionDays = 30;

/** Begins every agent token, so that a leaked one is recognised and never mistaken for a customer's. */
export const agentTokenPrefix = 'pag_';

const kept = new WeakMap<Core, Sessions>();

/** The lucia instance over `AgentSession`. */
export function agentSessions(core: Core): Sessions {
  const known = kept.get(core);
  if (known) return known;
  const sessions = sessionsIn(
    core,
    {
      find: (idHash, sessionId) => findSession(core, idHash, sessionId),
      create: async (work, { idHash, userId, expiresAt }) => {
        await work.tx.agentSession.create({
          data: {
            idHash,
            id: work.core.ids.next('session'),
            agentId: userId,
            expiresAt,
            createdAt: work.now,
          },
        });
      },
      extend: async (work, idHash, expiresAt) => {
        await work.tx.agentSession.updateMany({ where: { idHash }, data: { expiresAt } });
      },
      remove: async (work, { idHash, userId, before }) => {
        await work.tx.agentSession.deleteMany({
          where: {
            ...(idHash && { idHash }),
            ...(userId && { agentId: userId }),
            ...(before && { expiresAt: { lt: before } }),
          },
        });
        // Signed out everywhere is signed out of previews too.
        if (userId) await work.tx.previewSession.deleteMany({ where: { agentId: userId } });
      },
    },
    agentSessionDays,
  );
  kept.set(core, sessions);
  return sessions;
}

/** The session, its agent and the agent's grants, in one query: it is asked at every call. */
async function findSession(core: Core, idHash: string, sessionId: string): Promise<SessionAndViewer | null> {
  const rows = await core.db.read.$queryRaw<(AgentColumns & { expiresAt: Date })[]>(Prisma.sql`
    SELECT s."expiresAt", ${agentColumns}
    FROM "AgentSession" s JOIN "Agent" a ON a."id" = s."agentId" LEFT JOIN "AgentGrant" g ON g."agentId" = a."id"
    WHERE s."idHash" = ${idHash}`);
  const [row] = rows;
  return row ? { userId: row.id, expiresAt: row.expiresAt, viewer: toAgentViewer(rows, sessionId) } : null;
}
