/** Presses in Slack, each taken once: Slack may bring the same press again, and a second one must change nothing. */
import { type Context, inTransaction, type SlackViewer } from '../context.ts';

/** One press: who, on which message or dialog, on what, and when. */
export interface Press {
  teamId: string;
  userId: string;
  /** The message's timestamp, or the dialog's id. */
  on: string;
  actionId: string;
  actionTs: string;
}

/** Answers whether it is new. Kept for a week beside the keys of events. */
export function takePress(ctx: Context<SlackViewer>, press: Press): Promise<{ isNew: boolean }> {
  const { teamId, userId, on, actionId, actionTs } = press;
  const eventId = `press:${teamId}:${userId}:${on}:${actionId}:${actionTs}`;
  return inTransaction(ctx, async (work) => {
    if ((await work.tx.slackEvent.count({ where: { eventId } })) > 0) return { isNew: false };
    const at = { dueAt: work.now, receivedAt: work.now, doneAt: work.now };
    await work.tx.slackEvent.create({
      data: { eventId, teamId, type: 'press', body: {}, state: 'DONE', ...at },
    });
    return { isNew: true };
  });
}
