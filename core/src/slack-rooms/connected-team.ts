/** The workspace of Slack that the desk is connected to: threads and people of another one count for nothing. */
import type { Queries } from '../context.ts';

export const teamKey = 'slack.team';

/** Null before the bot has met any. */
export async function connectedTeam(queries: Queries): Promise<string | null> {
  const row = await queries.setting.findUnique({ where: { key: teamKey } });
  return typeof row?.value === 'string' ? row.value : null;
}

/** For asking for what belongs to it alone. */
export async function ofConnectedTeam(queries: Queries): Promise<{ teamId?: string }> {
  const teamId = await connectedTeam(queries);
  return teamId === null ? {} : { teamId };
}

/** Whether it is another workspace than the connected one. */
export async function isOtherTeam(queries: Queries, teamId: string): Promise<boolean> {
  const connected = await connectedTeam(queries);
  return connected !== null && connected !== teamId;
}
