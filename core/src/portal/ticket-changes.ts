/** Whether what a customer sees of a ticket has changed, told as it happens and without a word of what happens inside. */
import { createHash } from 'node:crypto';
import type { ContactContext } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { accessTicket, type TicketRef } from '../tickets/access-ticket.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { type MyTicketView, viewMyTicket } from './view-my-ticket.ts';

export interface TicketMark {
  /** Stands for all that the customer sees of the ticket; another one means that some of it is different. */
  mark: string;
}

/**
 * Not every event of the desk is about this ticket, and a lost ring or a quiet change of settings must not keep a page
 * old for long: so much later it is looked at anyhow.
 */
const lookAgainMs = 5_000;

/** Made from the customer's own view and nothing else: what the view does not show cannot move it. */
export function markOf(view: MyTicketView): string {
  return createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 22);
}

/**
 * Begins with the present mark unless it is the `known` one, then answers each new mark. Ends when `signal` is aborted;
 * throws `NOT_SIGNED_IN`, `PORTAL_OFF` or `TICKET_NOT_FOUND` within seconds once the customer may not see the ticket.
 */
export async function* ticketChanges(
  ctx: ContactContext,
  request: { ticket: TicketRef; known: string | null },
  signal: AbortSignal | undefined,
): AsyncGenerator<TicketMark> {
  // A preview holds no session whose end could be noticed; it shows a ticket as it was when it was opened.
  if (ctx.viewer.previewBy) {
    throw new PosternError('PREVIEW_READ_ONLY', 'A preview does not follow a ticket. Open its page anew.');
  }
  const { changes, db } = ctx.core;
  const { id } = await accessTicket.asContact(ctx.core, db.read, ctx.viewer, request.ticket);
  let known = request.known;
  let seen = -1;
  let lookedAt = Number.NEGATIVE_INFINITY;
  while (!signal?.aborted) {
    const rung = changes.count;
    const [newest] = await db.read.$queryRaw<{ seq: number | bigint }[]>`
      SELECT "seq" FROM "AuditEvent" WHERE "ticketId" = ${id} ORDER BY "seq" DESC LIMIT 1`;
    const seq = Number(newest?.seq ?? 0);
    // The number only says that it may be worth looking; whether anything is told comes from the view.
    if (seq !== seen || performance.now() - lookedAt >= lookAgainMs - 100) {
      seen = seq;
      lookedAt = performance.now();
      const mark = markOf(await viewMyTicket(await stillHere(ctx), id));
      if (mark !== known) {
        known = mark;
        yield { mark };
      }
    }
    await changes.wait({ since: rung, timeoutMs: lookAgainMs, ...(signal && { signal }) });
  }
}

/** The same person with the standing of this moment. Reads alone: an open page does not count as using the session. */
async function stillHere(ctx: ContactContext): Promise<ContactContext> {
  const { core, viewer } = ctx;
  const sessions = await core.db.read.contactSession.count({
    where: { idHash: hashSecret(viewer.sessionId), expiresAt: { gt: core.clock.now() } },
  });
  const portalId = viewer.standing.portal?.id ?? '';
  const standing = await contactStanding(core, { contactId: viewer.contactId, portalId });
  if (sessions === 0 || !standing) throw new PosternError('NOT_SIGNED_IN', 'Please sign in.');
  return { ...ctx, viewer: { ...viewer, standing } };
}
