/** Switching the portal on. */
import { inviteNewcomers } from '../contacts/invite-newcomers.ts';
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { mailWarnings } from '../outbox/no-mail-server.ts';
import { type ReadinessItem, readiness } from './readiness.ts';
import { recordPortalChange, requireRevision } from './record-change.ts';
import { readState } from './settings-state.ts';

export interface SwitchedOn {
  revision: number;
  invited: number;
  /** What would surprise whoever switched it on, such as invitations that cannot leave. */
  warnings?: string[];
}

/** Throws `PORTAL_NOT_READY` with all that is missing, and the command that comes next for each. */
export async function switchOn(
  ctx: AgentContext,
  wish: { ifRevision?: number | undefined },
): Promise<SwitchedOn> {
  const answer = await inTransaction(ctx, async (work) => {
    const state = await readState(work.tx);
    await requireRevision(work, state.portal, wish.ifRevision);
    if (state.portal.enabled) return { revision: state.portal.revision, invited: 0 };
    const items = await readiness(work.core, work.tx, state);
    const missing = items.filter((item) => item.state === 'missing');
    if (missing.length > 0) throw notReady(missing);
    await work.tx.portal.update({ where: { id: state.portal.id }, data: { enabled: true } });
    const revision = await recordPortalChange(work, state.portal, {
      action: 'portal.on',
      before: { on: false },
      after: { on: true },
    });
    return { revision, invited: await inviteNewcomers(work, state.portal.id) };
  });
  const warnings = answer.invited > 0 ? mailWarnings(ctx.core) : [];
  return { ...answer, ...(warnings.length > 0 && { warnings }) };
}

function notReady(missing: ReadinessItem[]): PosternError {
  const details = missing.map(({ detail }) => detail).join(' ');
  return new PosternError('PORTAL_NOT_READY', `The portal cannot be switched on yet. ${details}`, {
    hint: [
      'See all of it: postern portal status',
      ...missing.map(({ label, next }) => `${label}: ${next}`),
    ].join('\n'),
    missing: missing.map(({ key, detail, next }) => ({ key, detail, next })),
  });
}
