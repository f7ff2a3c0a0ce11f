/** Inside a transaction that is taken back: the portal, and what lets one contact in, as they were at a moment. */
import { filterColumn } from '../contacts/access-list.ts';
import { readFilter } from '../contacts/contact-filter.ts';
import { storedSight } from '../contacts/organization-sight.ts';
import type { Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { writeSettings } from '../portal-settings/write-settings.ts';
import type { Later } from './later-events.ts';

type Facts = Record<string, unknown>;

/** The settings that decide what a customer sees; others are shown as they are today. */
const deciding = ['audience', 'lists', 'filter'];

/** By events of which the latest comes first. Answers what could not be put back as it was: `portal`, `lists`. */
export async function rewindPortal(
  work: Work,
  who: { contactId: string; portalId: string },
  later: readonly Later[],
): Promise<('portal' | 'lists')[]> {
  // The latest first, so that the earliest has the last word.
  for (const event of later) await stepBack(work, who, event);
  const unsure: ('portal' | 'lists')[] = [];
  if (!(await rewindLists(work, later))) unsure.push('lists');
  if (!(await rewindSettings(work, who.portalId, later))) unsure.push('portal');
  return unsure;
}

async function stepBack(
  { tx, now }: Work,
  { contactId }: { contactId: string },
  { action, target, change }: Later,
): Promise<void> {
  const id = target.slice(target.indexOf(':') + 1);
  if (action === 'contact.changed') {
    const { organizationId, seesOrgTickets, isBlocked } = change as Record<string, { from: unknown }>;
    await tx.contact.update({
      where: { id: contactId },
      data: {
        ...(organizationId && { organizationId: organizationId.from as string | null }),
        ...(seesOrgTickets && { seesOrgTickets: seesOrgTickets.from === true }),
        ...(isBlocked && { blockedAt: isBlocked.from === true ? now : null }),
      },
    });
  }
  if (action === 'organization.changed') {
    const { sight } = (change.from ?? {}) as { sight?: Parameters<typeof storedSight>[0] };
    if (sight) await tx.organization.updateMany({ where: { id }, data: { sight: storedSight(sight) } });
  }
  if (action === 'inbox.edited') {
    const { confidential, reopenDays, customersClose } = (change.before ?? {}) as {
      confidential?: boolean;
      reopenDays?: number;
      customersClose?: boolean;
    };
    await tx.inbox.updateMany({
      where: { id },
      data: {
        ...(confidential !== undefined && { confidential }),
        ...(reopenDays !== undefined && { reopenDays }),
        ...(customersClose !== undefined && { customersClose }),
      },
    });
  }
  const members = Array.isArray(change.contacts) ? change.contacts : [];
  if (!members.includes(contactId)) return;
  const member = { listId: id, contactId };
  if (action === 'list.added') await tx.contactListMember.deleteMany({ where: member });
  if (action === 'list.removed' && (await tx.contactList.findUnique({ where: { id } })))
    await tx.contactListMember.create({ data: { ...member, addedAt: now } });
}

/** The filters of lists. False where one named something that is gone. */
async function rewindLists({ tx, now }: Work, later: readonly Later[]): Promise<boolean> {
  let isSure = true;
  for (const { action, target, change } of later) {
    const { filter } = (change.from ?? {}) as { filter?: string | null };
    if (action !== 'list.changed' || typeof filter !== 'string') continue;
    try {
      const id = target.slice('list:'.length);
      await tx.contactList.updateMany({
        where: { id },
        data: { filter: filterColumn(await readFilter(tx, filter, now)) },
      });
    } catch (error) {
      if (!(error instanceof PosternError)) throw error;
      isSure = false;
    }
  }
  return isSure;
}

/** False where an old setting named something that is gone, so that today's stands. */
async function rewindSettings(work: Work, portalId: string, later: readonly Later[]): Promise<boolean> {
  const then: Facts = {};
  for (const { change, target } of later)
    if (target === `portal:${portalId}`) Object.assign(then, change.before ?? {});
  if (typeof then.on === 'boolean')
    await work.tx.portal.update({ where: { id: portalId }, data: { enabled: then.on } });
  const settings = Object.fromEntries(Object.entries(then).filter(([key]) => deciding.includes(key)));
  if (Object.keys(settings).length === 0) return true;
  try {
    await writeSettings(work, { settings });
    return true;
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    return false;
  }
}
