/** Whose turn it is in a team: everybody's, one after the other. */
import type { Work } from '../context.ts';

/**
 * The member who has waited longest, and takes the turn; of those who were never asked, whoever was there first. Passes
 * over who is away, disabled, invited and not here yet, or may not work in this inbox. Null where nobody is left. Members who were there all the
 * time get the same number of turns, or one more.
 */
export async function takeNextTurn(
  work: Work,
  { teamId, inboxId }: { teamId: string; inboxId: string },
): Promise<{ id: string; name: string } | null> {
  const [next] = await work.tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT a."id", a."name" FROM "TeamMember" tm JOIN "Agent" a ON a."id" = tm."agentId"
    WHERE tm."teamId" = ${teamId} AND a."disabledAt" IS NULL AND a."awayAt" IS NULL AND a."passwordHash" IS NOT NULL
      AND EXISTS (SELECT 1 FROM "AgentGrant" g WHERE g."agentId" = a."id" AND g."permission" = 'tickets.write'
        AND g."scope" IN ('*', ${inboxId}))
    ORDER BY coalesce(tm."turn", 0), a."createdAt", a."id" LIMIT 1`;
  if (!next) return null;
  await work.tx.$executeRaw`
    UPDATE "TeamMember" SET "turn" = (SELECT coalesce(max(o."turn"), 0) + 1 FROM "TeamMember" o WHERE o."teamId" = ${teamId})
    WHERE "teamId" = ${teamId} AND "agentId" = ${next.id}`;
  return next;
}
