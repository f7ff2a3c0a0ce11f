/** What the portal's filter lets through, and what another one would. */
import type { AgentContext } from '../context.ts';
import { queryTreeSchema } from '../query/query-tree.ts';
import { writeQuery } from '../query/write-query.ts';
import { countMatches, filterCondition, readFilter, storedFilterText } from './portal-filter.ts';
import { readState } from './settings-state.ts';

export interface FilterEffect {
  /** The filter in force; null when it cannot be read. */
  query: string | null;
  /** How many tickets it lets through, of which 100,000 are counted at the most; null when it cannot be used. */
  matches: number | null;
  wish: { query: string; matches: number } | null;
}

/** Throws `BAD_QUERY` for a wish that cannot be used, naming what can. Changes nothing. */
export async function filterEffect(ctx: AgentContext, wish: string | undefined): Promise<FilterEffect> {
  const { core } = ctx;
  const { portal } = await readState(core.db.read);
  return {
    query: storedFilterText(portal.filter),
    matches: await matchesOfStored(ctx, portal.filter),
    wish: wish === undefined ? null : await wished(ctx, wish),
  };
}

async function wished({ core }: AgentContext, text: string) {
  const tree = readFilter(text);
  const condition = await filterCondition(core, core.db.read, tree);
  return { query: writeQuery(tree), matches: await countMatches(core.db.read, condition) };
}

/** Null for a stored filter that cannot be read, or that names what is no more. */
export async function matchesOfStored({ core }: AgentContext, stored: unknown): Promise<number | null> {
  const read = queryTreeSchema.safeParse(stored);
  if (!read.success) return null;
  try {
    return await countMatches(core.db.read, await filterCondition(core, core.db.read, read.data));
  } catch (error) {
    if ((error as { code?: unknown }).code === 'BAD_QUERY') return null;
    throw error;
  }
}
