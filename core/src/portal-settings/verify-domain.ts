/** Verifying the domain: customers must reach the desk there. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hostOf } from './domain-rows.ts';
import { recordPortalChange } from './record-change.ts';
import { readState } from './settings-state.ts';
import { type DomainView, toDomainView } from './view-domain.ts';

/** Throws `BAD_INPUT` with the next command while there is no domain, or while the desk serves another one. */
export async function verifyDomain(ctx: AgentContext): Promise<DomainView> {
  return inTransaction(ctx, async (work) => {
    const { portal, domain } = await readState(work.tx);
    const host = hostOf(work.core);
    if (!domain) {
      throw new PosternError('BAD_INPUT', 'No domain is connected yet.', {
        hint: `Connect one: postern portal domain connect ${host}`,
      });
    }
    if (domain.isSystem || domain.host !== host) {
      const { protocol } = new URL(work.core.config.publicUrl);
      throw new PosternError(
        'BAD_INPUT',
        domain.isSystem
          ? `${domain.host} is the system domain of this desk, and cannot be used.`
          : `Customers reach this desk at ${work.core.config.publicUrl}, not at ${domain.host}.`,
        {
          hint: domain.isSystem
            ? 'Connect your own: postern portal domain connect HOST'
            : `Set POSTERN_PUBLIC_URL=${protocol}//${domain.host} and start the desk anew, or: postern portal domain connect ${host}`,
        },
      );
    }
    const view = toDomainView({ ...domain, verifiedAt: work.now }, host);
    if (domain.verifiedAt) return view;
    await work.tx.domain.update({ where: { id: domain.id }, data: { verifiedAt: work.now } });
    await recordPortalChange(work, portal, {
      action: 'portal.domain-verified',
      before: { 'domain.verified': 'no' },
      after: { 'domain.verified': 'yes' },
    });
    return view;
  });
}
