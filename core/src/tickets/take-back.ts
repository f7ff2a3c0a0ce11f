/** Taking a held reply back before it leaves. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import type { AttachmentView } from './attachments.ts';
import { accessHeld } from './held-replies.ts';

export interface TakenBack {
  ticket: { id: string; number: number; subject: string };
  text: string;
  /** Files that it would have taken along, and that are forgotten with it. */
  attachments: AttachmentView[];
}

/**
 * Answers what it was; twice is once. Its files are forgotten: whoever sends it after all attaches them again. Throws
 * `REPLY_LEFT` once it has gone out: customers have it, and nothing brings it back.
 */
export async function takeBack(ctx: AgentContext, reply: string): Promise<TakenBack> {
  return inTransaction(ctx, async (work) => {
    const row = await accessHeld(work.tx, ctx, reply);
    const answer = { ticket: row.ticket, text: row.body, attachments: row.files };
    if (row.state === 'TAKEN_BACK') return answer;
    const { count } = await work.tx.heldReply.updateMany({
      where: { id: row.id, state: { in: ['HELD', 'STOPPED'] } },
      data: { state: 'TAKEN_BACK', finishedAt: work.now },
    });
    if (count === 0) {
      const at = row.finishedAt?.toISOString() ?? '';
      throw new PosternError('REPLY_LEFT', `This reply has gone out already, on #${row.ticket.number}.`, {
        number: row.ticket.number,
        at,
        hint: `Look at the ticket: postern ticket view ${row.ticket.number}`,
      });
    }
    await work.tx.heldFile.deleteMany({ where: { heldReplyId: row.id } });
    await recordEvent(work, {
      action: 'reply.takenBack',
      target: row.id,
      ticketId: row.ticketId,
      change: { by: ctx.viewer.name },
    });
    return answer;
  });
}
