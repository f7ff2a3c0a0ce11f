/** Renaming a contact list, and changing whom its filter finds. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import type { QueryTree } from '../query/query-tree.ts';
import { writeQuery } from '../query/write-query.ts';
import { accessList, type ContactList, filterColumn } from './access-list.ts';
import { readFilter } from './contact-filter.ts';
import { quoted, requireFreeName } from './find-named.ts';
import { followRename } from './follow-rename.ts';
import { type ListHead, viewListHead } from './list-lists.ts';
import { requireUnnamed } from './require-unnamed.ts';

/**
 * Filters of other lists that name this one follow its new name. Throws `LIST_NOT_FOUND`, `NAME_TAKEN`, `BAD_QUERY`,
 * and `BAD_INPUT` for a filter on a list that has members by hand.
 */
export async function editList(
  ctx: AgentContext,
  form: { list: string; name?: string | undefined; filter?: string | undefined },
): Promise<ListHead> {
  const name = await inTransaction(ctx, async (work) => {
    const list = await accessList(work.tx, form.list);
    const filter = form.filter === undefined ? list.filter : await filterFor(work, list, form.filter);
    const name = form.name ?? list.name;
    const before = { name: list.name, filter: list.filter && writeQuery(list.filter) };
    const after = { name, filter: filter && writeQuery(filter) };
    if (before.name === after.name && before.filter === after.filter) return name;
    await requireFreeName(work.tx, 'ContactList', name, list.id);
    await work.tx.contactList.update({
      where: { id: list.id },
      data: { name, ...(filter && { filter: filterColumn(filter) }) },
    });
    const followed = await followRename(work, 'list', { from: before.name, to: after.name });
    await recordEvent(work, {
      action: 'list.changed',
      target: `list:${list.id}`,
      change: { from: before, to: after, ...(followed.length > 0 && { filtersOf: followed }) },
    });
    return name;
  });
  return viewListHead(ctx, name);
}

async function filterFor(work: Work, list: ContactList, text: string): Promise<QueryTree> {
  if (!list.filter) {
    const members = await work.tx.contactListMember.count({ where: { listId: list.id } });
    if (members > 0) {
      throw new PosternError(
        'BAD_INPUT',
        `The list "${list.name}" has ${members} ${members === 1 ? 'member' : 'members'} by hand, so it takes no filter.`,
        { hint: `Make another list of it: postern list create NAME --filter ${quoted(text)}` },
      );
    }
    // A filter finds lists by hand alone.
    await requireUnnamed(work, list);
  }
  return readFilter(work.tx, text, work.now);
}
