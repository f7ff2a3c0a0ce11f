/** How every write of the portal's settings is counted, told to the audit trail, and kept from running over another. */
import type { Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';

/** Begins the name of every event that `requireRevision` tells of. */
const actionPrefix = 'portal.';

interface Revised {
  id: string;
  revision: number;
}

/** Raises the portal's revision and writes the one event of this change. Answers the new revision. */
export async function recordPortalChange(
  work: Work,
  portal: Revised,
  event: { action: `portal.${string}`; before: Record<string, unknown>; after: Record<string, unknown> },
): Promise<number> {
  const revision = portal.revision + 1;
  await work.tx.portal.update({ where: { id: portal.id }, data: { revision } });
  await recordEvent(work, {
    action: event.action,
    target: `portal:${portal.id}`,
    change: { revision, before: event.before, after: event.after },
  });
  return revision;
}

/**
 * Throws `SETTINGS_CHANGED` when the portal's settings have another revision than the caller looked at, and says what
 * was changed since, and by whom.
 */
export async function requireRevision(
  work: Work,
  portal: Revised,
  ifRevision: number | undefined,
): Promise<void> {
  if (ifRevision === undefined || ifRevision === portal.revision) return;
  const changes = await changesSince(work, portal, ifRevision);
  const what = [...new Set(changes.flatMap(({ keys }) => keys))];
  const who = [...new Set(changes.map(({ by }) => by))];
  const told = what.length > 0 ? `: ${what.join(', ')}, by ${who.join(' and ')}` : '';
  throw new PosternError('SETTINGS_CHANGED', `The portal's settings changed since you looked${told}.`, {
    hint: 'Look at them, then set yours again: postern portal get',
    revision: portal.revision,
    changed: what,
    by: who,
  });
}

// Whoever looked before that many events has looked too long ago for a list of what changed to help.
const mostEventsBack = 50_000;

async function changesSince({ tx }: Work, portal: Revised, ifRevision: number) {
  const wanted = portal.revision - ifRevision;
  if (wanted <= 0) return [];
  const last = await tx.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } });
  const events = await tx.auditEvent.findMany({
    where: {
      target: `portal:${portal.id}`,
      action: { startsWith: actionPrefix },
      seq: { gt: (last?.seq ?? 0) - mostEventsBack },
    },
    orderBy: { seq: 'desc' },
    take: Math.min(wanted, 50),
    select: { actor: true, change: true },
  });
  const newer = events.filter(
    ({ change }) => Number((change as { revision?: unknown }).revision) > ifRevision,
  );
  const agents = await tx.agent.findMany({
    where: { id: { in: newer.map(({ actor }) => actor.replace(/^agent:/, '')) } },
    select: { id: true, name: true },
  });
  return newer.map(({ actor, change }) => ({
    keys: Object.keys((change as { after?: object }).after ?? {}),
    by: agents.find(({ id }) => actor === `agent:${id}`)?.name ?? 'the desk',
  }));
}
