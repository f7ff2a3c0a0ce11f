/** A note whose message was changed or deleted in Slack: it follows everywhere, and how it read before is kept. */
import { type Context, inTransaction, type SlackViewer, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { forgetWords, indexWords } from '../query/search-index.ts';
import { queueRevision } from '../slack-rooms/revisions.ts';
import { type SlackPlace, sourceId } from '../slack-rooms/source-message.ts';
import { messageText } from '../tickets/message-text.ts';

/** What stands in the place of a note that was taken back. */
export const withdrawnText = 'Taken back in Slack.';

/** Answers false when no note was made of the message. An older change than the one known is left out. */
export async function reviseNote(
  ctx: Context<SlackViewer>,
  { text, editedAt, ...origin }: SlackPlace & { text: string; editedAt: Date },
): Promise<{ isKnown: boolean }> {
  const body = messageText(text);
  return change(ctx, origin, 'note.revised', async (note, work) => {
    if (note.withdrawnAt || note.body === body || (note.editedAt && note.editedAt >= editedAt)) return null;
    await keepRevision(work, note);
    return { body, editedAt };
  });
}

/** The note stays in the thread as one that was taken back. */
export function withdrawNote(ctx: Context<SlackViewer>, origin: SlackPlace): Promise<{ isKnown: boolean }> {
  return change(ctx, origin, 'note.withdrawn', async (note, work) => {
    if (note.withdrawnAt) return null;
    await keepRevision(work, note);
    return { body: withdrawnText, withdrawnAt: work.now };
  });
}

type NoteRow = NonNullable<Awaited<ReturnType<Work['tx']['note']['findUnique']>>>;

async function keepRevision({ tx, now }: Work, note: NoteRow): Promise<void> {
  await tx.noteRevision.create({ data: { noteId: note.id, body: note.body, until: now } });
}

function change(
  ctx: Context<SlackViewer>,
  origin: SlackPlace,
  action: 'note.revised' | 'note.withdrawn',
  decide: (
    note: NoteRow,
    work: Work,
  ) => Promise<{ body: string; editedAt?: Date; withdrawnAt?: Date } | null>,
): Promise<{ isKnown: boolean }> {
  return inTransaction({ ...ctx, source: 'SLACK' }, async (work) => {
    const note = await work.tx.note.findUnique({ where: { externalId: sourceId(origin) } });
    if (!note) return { isKnown: false };
    const data = await decide(note, work);
    if (!data) return { isKnown: true };
    await work.tx.note.update({ where: { id: note.id }, data });
    await forgetWords(work, 'NoteSearch', [note.seq]);
    if (!data.withdrawnAt) await indexWords(work, 'NoteSearch', note.seq, data.body);
    await work.tx.ticket.update({
      where: { id: note.ticketId },
      data: { lastActivityAt: work.now, version: { increment: 1 } },
    });
    const author = note.agentId
      ? (await work.tx.agent.findUnique({ where: { id: note.agentId }, select: { name: true } }))?.name
      : note.authorName;
    await recordEvent(work, {
      action,
      target: note.id,
      ticketId: note.ticketId,
      change: { by: author ?? '' },
    });
    // The thread of another room may show it.
    await queueRevision(work, note.ticketId, { op: 'note', noteId: note.id });
    return { isKnown: true };
  });
}
