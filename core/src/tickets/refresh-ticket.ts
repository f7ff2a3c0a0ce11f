/** One ticket asked for again: of its thread only what the asker does not have yet. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AgentContext } from '../context.ts';
import type { TicketRef } from './access-ticket.ts';
import type { TimelineEntry } from './thread.ts';
import { type TicketView, viewTicket } from './view-ticket.ts';

/** The beginning of a thread as somebody has it: how many entries, and the digest that came with the last of them. */
export const knownThread = z.strictObject({
  entries: z.number().int().min(1).max(1_000_000),
  digest: z.string().max(64),
});

export interface TicketRefresh extends TicketView {
  /** The entries from `from` on; those before it are word by word the ones that the asker has. */
  timeline: TimelineEntry[];
  from: number;
  /** Of the whole thread, to be sent along when it is asked for again. */
  digest: string;
}

/**
 * The ticket as `viewTicket` has it, without the beginning of the thread where `known` is still true. Whatever was
 * changed, erased or put in between since then makes the digest another one, and the thread comes whole.
 * Throws `TICKET_NOT_FOUND`.
 */
export async function refreshTicket(
  ctx: AgentContext,
  ref: TicketRef,
  known: z.infer<typeof knownThread> | undefined,
): Promise<TicketRefresh> {
  const view = await viewTicket(ctx, ref);
  const hash = createHash('sha256');
  let from = 0;
  for (const [index, entry] of view.timeline.entries()) {
    hash.update(`${JSON.stringify(entry)}\n`);
    const isAsKnown = index + 1 === known?.entries && digestOf(hash.copy()) === known.digest;
    if (isAsKnown) from = known.entries;
  }
  return { ...view, timeline: view.timeline.slice(from), from, digest: digestOf(hash) };
}

function digestOf(hash: ReturnType<typeof createHash>): string {
  return hash.digest('base64url').slice(0, 22);
}
