/** Saving a query under a name: for oneself, or for everybody on the desk. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { requireQuery } from '../tickets/ticket-question.ts';
import { eventOn, nameKey, requireMayChange, shared } from './saved-views.ts';

/** So that nobody's list becomes one that no picker helps with. */
const mostViews = 200;

export interface SavedView {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  /** What the name stood for until now; null for a new name. */
  replaced: string | null;
}

/**
 * Puts it after all others; a name that is there already keeps its place and gets the new query. Throws `BAD_QUERY` with
 * the place of what cannot be understood, and `NOT_ALLOWED` for a shared one.
 */
export async function saveView(
  ctx: AgentContext,
  wish: { name: string; query: string; isShared: boolean },
): Promise<SavedView> {
  const holder = wish.isShared ? shared : ctx.viewer.agentId;
  requireMayChange(ctx.viewer, holder);
  const { name, isShared } = wish;
  const query = wish.query.trim();
  if (query === '') throw new PosternError('BAD_INPUT', 'A view needs a query, such as is:open assignee:me.');
  await requireQuery(ctx, query);
  return inTransaction(ctx, async (work) => {
    const { savedView } = work.tx;
    const known = await savedView.findUnique({
      where: { holder_nameKey: { holder, nameKey: nameKey(name) } },
    });
    if (known) {
      const saved = { id: known.id, name, query, isShared, replaced: known.query };
      if (known.query === query && known.name === name) return saved;
      await savedView.update({ where: { id: known.id }, data: { name, query } });
      await recordEvent(work, eventOn(known, 'saved', { name, from: known.query, to: query }));
      return saved;
    }
    if ((await savedView.count({ where: { holder } })) >= mostViews)
      throw new PosternError('BAD_INPUT', `There are ${mostViews} views already.`, {
        hint: 'Delete one first: postern view delete NAME',
      });
    const last = await savedView.findFirst({ orderBy: { position: 'desc' }, select: { position: true } });
    const row = { id: work.core.ids.next('view'), holder, name, query, position: (last?.position ?? 0) + 1 };
    await savedView.create({
      data: { ...row, nameKey: nameKey(name), ownerId: isShared ? null : ctx.viewer.agentId },
    });
    await recordEvent(work, eventOn(row, 'saved', { name, from: null, to: query }));
    return { id: row.id, name, query, isShared, replaced: null };
  });
}
