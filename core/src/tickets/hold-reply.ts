/** A reply that leaves later: written down as a row of its own, in no output for customers until it is released. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { forgetDraft } from '../drafts/drafts.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import type { StoredMessage } from './add-message.ts';
import { claimForHeld, heldTookUploads } from './claim-uploads.ts';
import { messageText } from './message-text.ts';
import { hasRead } from './read-tickets.ts';
import { checkReply, type Reply } from './reply-to-ticket.ts';

export interface Hold {
  releaseAt: Date;
  /** Whether a customer who writes first stops it. */
  stopIfTheyWrite: boolean;
}

export type Held =
  | { kind: 'held'; id: string; ticketId: string; text: string; at: Date; releaseAt: Date }
  /** It had left before, under the same request id. */
  | { kind: 'sent'; ticketId: string; message: StoredMessage };

const farthestMs = 366 * 86_400_000;

/**
 * Refuses what sending now would refuse; what changes until the release is looked at again then. The same request id
 * twice is one reply. Throws `REQUEST_ID_REUSED` for one that was taken back: send it as a new one.
 */
export async function holdReply(ctx: AgentContext, reply: Reply, hold: Hold): Promise<Held> {
  const text = messageText(reply.body);
  const { uploads = [] } = reply;
  if (hold.releaseAt.getTime() > ctx.core.clock.now().getTime() + farthestMs)
    throw new PosternError('BAD_INPUT', 'A reply can wait for a year at most.');
  return inTransaction(ctx, async (work) => {
    const { agentId } = ctx.viewer;
    const { ticket, before } = await checkReply(work, ctx.viewer, { ...reply, text });
    if (before) return { kind: 'sent', ticketId: ticket.id, message: before };
    await forgetDraft(work, { agentId, requestId: reply.requestId });
    const where = { agentId_requestId: { agentId, requestId: reply.requestId } };
    const known = await work.tx.heldReply.findUnique({ where });
    if (known) {
      const isSame =
        known.ticketId === ticket.id &&
        known.body === text &&
        known.state !== 'TAKEN_BACK' &&
        (await heldTookUploads(work, known.id, { uploader: { agentId }, uploads }));
      if (!isSame)
        throw new PosternError(
          'REQUEST_ID_REUSED',
          'This was held before and is another reply by now. Send it as a new message.',
        );
      return {
        kind: 'held',
        id: known.id,
        ticketId: ticket.id,
        text,
        at: known.createdAt,
        releaseAt: known.releaseAt,
      };
    }
    const id = work.core.ids.next('heldReply');
    await work.tx.heldReply.create({
      data: {
        id,
        ticketId: ticket.id,
        agentId,
        source: work.source,
        body: text,
        audienceHash: reply.audienceHash,
        requestId: reply.requestId,
        ...(reply.actions && { actions: reply.actions }),
        state: 'HELD',
        releaseAt: hold.releaseAt,
        stopIfTheyWrite: hold.stopIfTheyWrite,
        afterSeq: await lastSeq(work, ticket.id),
        createdAt: work.now,
      },
    });
    await hasRead(work, ticket.id, agentId);
    await claimForHeld(work, { uploader: { agentId }, heldReplyId: id, uploads });
    await recordEvent(work, {
      action: 'reply.held',
      target: id,
      ticketId: ticket.id,
      change: {
        by: ctx.viewer.name,
        until: hold.releaseAt.toISOString(),
        ...(uploads.length > 0 && { files: uploads.length }),
      },
    });
    // The worker's sleep may be longer than the hold.
    work.rings.outbox = true;
    return { kind: 'held', id, ticketId: ticket.id, text, at: work.now, releaseAt: hold.releaseAt };
  });
}

async function lastSeq({ tx }: Work, ticketId: string): Promise<number> {
  const { _max } = await tx.message.aggregate({ where: { conversation: { ticketId } }, _max: { seq: true } });
  return _max.seq ?? 0;
}
