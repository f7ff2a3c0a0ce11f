/** Proves to an agent that nobody was at the audit trail, part by part, so that no request takes for ever. */
import type { AgentContext } from '../context.ts';
import type { Redacted } from '../live/redact-events.ts';
import { type Anchor, checkAnchor, verifyPart } from '../live/verify-audit.ts';
import { requireAudit } from './read-audit.ts';

/** More than a desk writes in a busy day; about a second of reading. */
const mostAtOnce = 20_000;

export type AuditPart =
  | {
      isWhole: true;
      /** How many events were looked at in this part. */
      events: number;
      /** Where to go on, and at the end the anchor to note down; null while the trail is empty. */
      last: Anchor | null;
      isEnd: boolean;
      /** Events that hold less than was written since somebody was erased, each with the event that says so. */
      redacted: Redacted[];
      anchor: 'kept' | 'changed' | 'missing' | null;
    }
  | {
      isWhole: false;
      broken: {
        seq: number;
        at: string;
        actor: string;
        action: string;
        target: string;
        reason: 'changed' | 'gap';
        found: string;
        expected: string;
      };
      anchor: 'kept' | 'changed' | 'missing' | null;
    };

/**
 * Looks at the next events behind `after`. `against` is an anchor of an earlier day: a trail that was written anew
 * from end to end is whole in itself, and does not hold it. Throws `NOT_ALLOWED`.
 */
export async function checkAudit(
  ctx: AgentContext,
  { after, against }: { after?: Anchor | undefined; against?: Anchor | undefined },
): Promise<AuditPart> {
  requireAudit(ctx.viewer);
  const queries = ctx.core.db.read;
  const anchor = against ? await checkAnchor(queries, against) : null;
  const part = await verifyPart(queries, after ?? null, mostAtOnce);
  if (part.isWhole) return { ...part, anchor };
  const { brokenSeq: seq, reason, found, expected } = part;
  const { at, actor, action, target } = await queries.auditEvent.findUniqueOrThrow({ where: { seq } });
  const broken = { seq, at: at.toISOString(), actor, action, target, reason, found, expected };
  return { isWhole: false, broken, anchor };
}
