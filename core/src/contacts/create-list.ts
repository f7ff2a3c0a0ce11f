/** A new contact list: by hand, or by a filter. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { filterColumn } from './access-list.ts';
import { readFilter } from './contact-filter.ts';
import { requireFreeName } from './find-named.ts';
import { type ListHead, viewListHead } from './list-lists.ts';

/** Throws `NAME_TAKEN`, or `BAD_QUERY` for a filter that cannot be kept. */
export async function createList(
  ctx: AgentContext,
  form: { name: string; filter?: string | undefined },
): Promise<ListHead> {
  const { name, filter } = form;
  await inTransaction(ctx, async (work) => {
    await requireFreeName(work.tx, 'ContactList', name);
    const tree = filter === undefined ? null : await readFilter(work.tx, filter, work.now);
    const id = work.core.ids.next('contactList');
    await work.tx.contactList.create({
      data: { id, name, createdAt: work.now, ...(tree && { filter: filterColumn(tree) }) },
    });
    await recordEvent(work, {
      action: 'list.created',
      target: `list:${id}`,
      change: { name, filter: filter ?? null },
    });
  });
  return viewListHead(ctx, name);
}
