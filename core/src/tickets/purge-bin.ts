/**
 * What has lain in the bin long enough is gone for good: every text, file, name and value of it. What stays is its
 * number, so that no other ticket ever gets it, and its events, which hold no texts.
 */
import { Prisma } from '@postern/prisma';
import { type Core, inDeskTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { forgetWords } from '../query/search-index.ts';
import { withMerged } from './sight-change.ts';

/** So long a ticket can be restored. */
export const keptDays = 30;

const atOnce = 20;

/**
 * Purges what is due, each ticket once, in a transaction of its own, however many processes look. Answers how many;
 * what is left is for the next call. Contents of files go with the next sweep, unless something else names them.
 */
export async function purgeBin(core: Core): Promise<number> {
  const due = {
    hidden: 'DELETED',
    deletedAt: { lte: new Date(core.clock.now().getTime() - keptDays * 86_400_000) },
  };
  // Asked by the reader first: a desk at rest must not write every minute.
  const ready = await core.db.read.ticket.findMany({
    where: due,
    select: { id: true },
    // Without an order of ours Prisma asks for that of the rows, and SQLite would walk them all.
    orderBy: { deletedAt: 'asc' },
    take: atOnce,
  });
  let purged = 0;
  for (const { id } of ready) {
    await inDeskTransaction(core, async (work) => {
      if ((await work.tx.ticket.count({ where: { id, ...due } })) === 0) return;
      // What was merged into it is part of it.
      for (const each of await withMerged(work.tx, id)) await purge(work, each);
      purged += 1;
    });
  }
  return purged;
}

async function purge(work: Work, ticketId: string): Promise<void> {
  const { tx } = work;
  const messages = await tx.message.findMany({
    where: { conversation: { ticketId } },
    select: { id: true, seq: true },
  });
  const notes = await tx.note.findMany({ where: { ticketId }, select: { id: true, seq: true } });
  const { seq, number } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const ofMessages = { messageId: { in: messages.map(({ id }) => id) } };
  await forgetWords(
    work,
    'MessageSearch',
    messages.map((each) => each.seq),
  );
  await forgetWords(
    work,
    'NoteSearch',
    notes.map((each) => each.seq),
  );
  await forgetWords(work, 'TicketSearch', [seq]);
  const { count: files } = await tx.attachment.deleteMany({ where: ofMessages });
  await tx.message.deleteMany({ where: { conversation: { ticketId } } });
  await tx.conversation.deleteMany({ where: { ticketId } });
  await tx.noteFile.deleteMany({ where: { note: { ticketId } } });
  await tx.mention.deleteMany({ where: { note: { ticketId } } });
  await tx.note.deleteMany({ where: { ticketId } });
  await tx.heldFile.deleteMany({ where: { heldReply: { ticketId } } });
  await tx.heldReply.deleteMany({ where: { ticketId } });
  await tx.ticketContact.deleteMany({ where: { ticketId } });
  await tx.ticketTag.deleteMany({ where: { ticketId } });
  await tx.propertyValue.deleteMany({ where: { ticketId } });
  await tx.ticketFollower.deleteMany({ where: { ticketId } });
  await tx.ticketRead.deleteMany({ where: { ticketId } });
  await tx.ticketLink.deleteMany({ where: { OR: [{ fromId: ticketId }, { toId: ticketId }] } });
  await tx.slackLink.deleteMany({ where: { ticketId } });
  await tx.slackPost.deleteMany({ where: { ticketId } });
  await tx.replyIntent.deleteMany({ where: { ticketId } });
  await tx.ticket.updateMany({ where: { followsId: ticketId }, data: { followsId: null } });
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Ticket" SET "subject" = '', "hidden" = 'PURGED', "deletedAt" = NULL, "requesterId" = NULL,
      "assigneeId" = NULL, "teamId" = NULL, "organizationId" = NULL, "followsId" = NULL, "snoozedAt" = NULL,
      "snoozedUntil" = NULL, "snoozedById" = NULL, "version" = "version" + 1
    WHERE "id" = ${ticketId}`);
  await recordEvent(work, {
    action: 'ticket.purged',
    target: ticketId,
    ticketId,
    change: { number, messages: messages.length, notes: notes.length, files },
  });
}
