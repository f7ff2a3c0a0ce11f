/** Deleting a contact list. Its contacts stay. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessList } from './access-list.ts';
import { requireUnnamed } from './require-unnamed.ts';

/** Throws `LIST_NOT_FOUND`, or `STILL_IN_USE` while a portal or another list's filter needs it. */
export async function deleteList(ctx: AgentContext, name: string): Promise<{ name: string }> {
  return inTransaction(ctx, async (work) => {
    const list = await accessList(work.tx, name);
    const uses = await work.tx.portalList.findMany({
      where: { listId: list.id },
      select: { portal: { select: { slug: true, title: true } } },
    });
    if (uses.length > 0) {
      const portals = uses.map(({ portal }) => `"${portal.title}" (/${portal.slug})`).join(', ');
      throw new PosternError(
        'STILL_IN_USE',
        `The list "${list.name}" lets people into the portal ${portals}.`,
        {
          hint: 'Take it off that portal first. See: postern portal get audience',
        },
      );
    }
    await requireUnnamed(work, list);
    await work.tx.contactListMember.deleteMany({ where: { listId: list.id } });
    await work.tx.contactList.delete({ where: { id: list.id } });
    await recordEvent(work, {
      action: 'list.deleted',
      target: `list:${list.id}`,
      change: { name: list.name },
    });
    return { name: list.name };
  });
}
