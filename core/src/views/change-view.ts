/** Renaming, moving and deleting a view. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import {
  accessView,
  eventOn,
  nameKey,
  requireMayChange,
  type SavedViewRow,
  viewRows,
} from './saved-views.ts';

function change<T>(
  ctx: AgentContext,
  reference: string,
  act: (work: Work, row: SavedViewRow) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (work) => {
    const row = await accessView(work, ctx.viewer, reference);
    requireMayChange(ctx.viewer, row.holder);
    return act(work, row);
  });
}

/** Throws `VIEW_NOT_FOUND`, `NOT_ALLOWED`, or `NAME_TAKEN`. */
export function renameView(
  ctx: AgentContext,
  wish: { view: string; name: string },
): Promise<{ name: string }> {
  return change(ctx, wish.view, async (work, row) => {
    const { name } = wish;
    if (name === row.name) return { name };
    const key = { holder: row.holder, nameKey: nameKey(name) };
    const taken = await work.tx.savedView.findUnique({ where: { holder_nameKey: key } });
    if (taken && taken.id !== row.id)
      throw new PosternError('NAME_TAKEN', `There is a view "${taken.name}" already.`, {
        hint: 'Choose another name, or delete that view first.',
      });
    await work.tx.savedView.update({ where: { id: row.id }, data: { name, nameKey: key.nameKey } });
    await recordEvent(work, eventOn(row, 'renamed', { from: row.name, to: name }));
    return { name };
  });
}

/**
 * To this place among the views that the agent sees, from 1; beyond the end is the end. Nobody's other views change
 * their order among each other. Throws `VIEW_NOT_FOUND`, or `NOT_ALLOWED`.
 */
export function moveView(
  ctx: AgentContext,
  wish: { view: string; position: number },
): Promise<{ name: string; position: number }> {
  return change(ctx, wish.view, async (work, row) => {
    const rows = await viewRows(work.tx, ctx.viewer);
    const others = rows.filter(({ id }) => id !== row.id);
    const place = Math.min(wish.position, rows.length) - 1;
    const answer = { name: row.name, position: place + 1 };
    const before = rows.findIndex(({ id }) => id === row.id);
    if (before === place) return answer;
    const next = others[place];
    const last = others.at(-1)?.position ?? 0;
    const position = next?.position ?? last + 1;
    // All further back make room, so that each list keeps its order.
    await work.tx.savedView.updateMany({
      where: { position: { gte: position } },
      data: { position: { increment: 1 } },
    });
    await work.tx.savedView.update({ where: { id: row.id }, data: { position } });
    await recordEvent(work, eventOn(row, 'moved', { name: row.name, position: [before + 1, place + 1] }));
    return answer;
  });
}

/** Throws `VIEW_NOT_FOUND`, or `NOT_ALLOWED`. */
export function deleteView(ctx: AgentContext, view: string): Promise<{ name: string }> {
  return change(ctx, view, async (work, row) => {
    await work.tx.savedView.delete({ where: { id: row.id } });
    await recordEvent(work, eventOn(row, 'deleted', { name: row.name, query: row.query }));
    return { name: row.name };
  });
}
