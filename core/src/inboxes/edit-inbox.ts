/** Changes to an inbox: its name, where it files to, and its rules. */
import { requirePermission } from '../auth/agents.ts';
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { forgetCatalogue } from '../query/catalogue.ts';
import { renameInFilters } from '../visibility/portal-filters.ts';
import { dealtTo, given, type InboxSettings, pipelineNamed, requireFreeName } from './create-inbox.ts';
import { findInbox, type InboxView } from './inbox-views.ts';

/**
 * Tickets that are there stay in their pipeline; new ones go to the inbox's. A portal's filter follows a new name.
 * Throws `INBOX_NOT_FOUND`, `NAME_TAKEN`, and `NOT_ALLOWED` outside of the agent's inboxes.
 */
export async function editInbox(
  ctx: AgentContext,
  wish: InboxSettings & { inbox: string; name?: string | undefined; pipeline?: string | undefined },
): Promise<InboxView> {
  const edited = await inTransaction(ctx, async (work) => {
    const before = await findInbox(work.tx, wish.inbox);
    const { id } = before;
    requirePermission(ctx.viewer, 'channels.manage', id);
    const { inbox: _inbox, name, pipeline, assign, ...settings } = wish;
    if (name !== undefined) await requireFreeName(work, name, id);
    await work.tx.inbox.update({
      where: { id },
      data: {
        ...given(settings),
        ...(await dealtTo(work, assign)),
        ...(name !== undefined && { name }),
        ...(pipeline !== undefined && { pipelineId: await pipelineNamed(work, pipeline) }),
      },
    });
    if (name !== undefined) await renameInFilters(work, { field: 'inbox', from: before.name, to: name });
    const after = await findInbox(work.tx, name ?? before.name);
    await recordEvent(work, {
      action: 'inbox.edited',
      target: id,
      change: { before: { ...before }, after: { ...after }, by: ctx.viewer.name },
    });
    return after;
  });
  forgetCatalogue(ctx.core);
  return edited;
}
