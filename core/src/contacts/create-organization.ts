/** A new organization. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { requireFreeName } from './find-named.ts';
import { type OrganizationView, viewOrganization } from './list-organizations.ts';
import { type Sight, storedSight } from './organization-sight.ts';

/** Throws `NAME_TAKEN`. */
export async function createOrganization(
  ctx: AgentContext,
  form: { name: string; sight: Sight },
): Promise<OrganizationView> {
  const { name, sight } = form;
  await inTransaction(ctx, async (work) => {
    await requireFreeName(work.tx, 'Organization', name);
    const id = work.core.ids.next('organization');
    await work.tx.organization.create({
      data: { id, name, sight: storedSight(sight), createdAt: work.now },
    });
    await recordEvent(work, {
      action: 'organization.created',
      target: `organization:${id}`,
      change: { name, sight },
    });
  });
  return viewOrganization(ctx, name);
}
