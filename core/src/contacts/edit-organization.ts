/** Renaming an organization, and changing who in it sees whose tickets. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessOrganization } from './access-organization.ts';
import { requireFreeName } from './find-named.ts';
import { followRename } from './follow-rename.ts';
import { type OrganizationView, viewOrganization } from './list-organizations.ts';
import { type Sight, shownSight, storedSight } from './organization-sight.ts';

/**
 * Filters of lists that name the organization follow its new name, so that nobody loses access by it.
 * Throws `ORGANIZATION_NOT_FOUND` or `NAME_TAKEN`.
 */
export async function editOrganization(
  ctx: AgentContext,
  form: { organization: string; name?: string | undefined; sight?: Sight | undefined },
): Promise<OrganizationView> {
  const name = await inTransaction(ctx, async (work) => {
    const organization = await accessOrganization(work.tx, form.organization);
    const before = { name: organization.name, sight: shownSight(organization.sight) };
    const after = { name: form.name ?? before.name, sight: form.sight ?? before.sight };
    if (after.name === before.name && after.sight === before.sight) return before.name;
    await requireFreeName(work.tx, 'Organization', after.name, organization.id);
    await work.tx.organization.update({
      where: { id: organization.id },
      data: { name: after.name, sight: storedSight(after.sight) },
    });
    const followed = await followRename(work, 'organization', { from: before.name, to: after.name });
    await recordEvent(work, {
      action: 'organization.changed',
      target: `organization:${organization.id}`,
      change: { from: before, to: after, ...(followed.length > 0 && { filtersOf: followed }) },
    });
    return after.name;
  });
  return viewOrganization(ctx, name);
}
