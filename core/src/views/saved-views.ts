/** An agent's views in their order, and the way from a name to one: the desk's shared ones and the agent's own. */
import { scopesOf } from '../auth/agents.ts';
import type { AgentContext, AgentViewer, Queries, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { requireQuery } from '../tickets/ticket-question.ts';

/** What stands for the owner of a shared view. */
export const shared = '*';

/** As many as keys 1 to 9. */
const keys = 9;

/** The permission to change shared views: they are a part of how the desk is set up, like inboxes. */
const sharedPermission = 'desk.admin';

export interface SavedViewRow {
  id: string;
  holder: string;
  name: string;
  query: string;
  position: number;
}

export interface ViewHead {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  /** The number that shows it in the terminal, 1 to 9; null for those that come after them. */
  key: number | null;
  /** Why its query finds nothing any more, as when a stage that it names is gone; null while it works. */
  problem: string | null;
}

/** Whether the agent may save, rename, move and delete shared views. It is about the whole desk, so a part of it is none. */
export function mayShare(agent: AgentViewer): boolean {
  return scopesOf(agent, sharedPermission) === 'everywhere';
}

/** Throws `NOT_ALLOWED` for a shared view, unless the agent may change those. */
export function requireMayChange(agent: AgentViewer, holder: string): void {
  if (holder !== shared || mayShare(agent)) return;
  throw new PosternError('NOT_ALLOWED', `You need the permission "${sharedPermission}" for shared views.`, {
    permission: sharedPermission,
    hint: 'Save it for yourself, or ask an administrator of the desk.',
  });
}

/** The shared ones and the agent's own, in one order. */
export function viewRows(queries: Queries, agent: AgentViewer): Promise<SavedViewRow[]> {
  return queries.savedView.findMany({
    where: { holder: { in: [shared, agent.agentId] } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, holder: true, name: true, query: true, position: true },
  });
}

/** All that the agent sees, each with its key and with what is wrong with it. */
export async function listViews(ctx: AgentContext): Promise<ViewHead[]> {
  const heads: ViewHead[] = [];
  for (const [index, row] of (await viewRows(ctx.core.db.read, ctx.viewer)).entries()) {
    heads.push({
      id: row.id,
      name: row.name,
      query: row.query,
      isShared: row.holder === shared,
      key: index < keys ? index + 1 : null,
      problem: await problemOf(ctx, row.query),
    });
  }
  return heads;
}

async function problemOf(ctx: AgentContext, query: string): Promise<string | null> {
  try {
    await requireQuery(ctx, query);
    return null;
  } catch (error) {
    if (error instanceof PosternError && error.code === 'BAD_QUERY') return error.message;
    throw error;
  }
}

/**
 * By its id, or by its name in any case: the agent's own before a shared one of the same name. Views of others are as
 * if they did not exist. Throws `VIEW_NOT_FOUND`.
 */
export async function accessView({ tx }: Work, agent: AgentViewer, reference: string): Promise<SavedViewRow> {
  const rows = await viewRows(tx, agent);
  const named = rows.filter((row) => nameKey(row.name) === nameKey(reference));
  const found =
    rows.find((row) => row.id === reference) ?? named.find((row) => row.holder !== shared) ?? named[0];
  if (found) return found;
  throw new PosternError('VIEW_NOT_FOUND', `There is no view "${reference}".`, {
    hint: 'See them all: postern view list',
  });
}

/** A name as it is compared. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** The action of an event on this view. What agents keep for themselves is told to nobody else, not even by its name. */
export function eventOn(
  row: Pick<SavedViewRow, 'id' | 'holder'>,
  what: string,
  change: Record<string, unknown>,
) {
  return row.holder === shared
    ? { action: `sharedView.${what}`, target: `view:${row.id}`, change }
    : { action: `view.${what}`, target: `view:${row.id}` };
}
