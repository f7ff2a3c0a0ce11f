/** What an erased person wrote on a ticket goes, and what others wrote there loses their name. */
import type { Work } from '../context.ts';
import { forgetWords, indexWords, type SearchTable } from '../query/search-index.ts';
import { erasedText } from './erased-words.ts';
import type { Person } from './person.ts';

export interface ErasedWords {
  messages: number;
  /** Contents that their messages named. */
  files: string[];
  /** Texts of others in which their name or address stood. */
  texts: number;
}

export async function eraseWords(work: Work, person: Person, ticketId: string): Promise<ErasedWords> {
  const said = await eraseMessages(work, person, ticketId);
  const noted = await scrubNotes(work, person, ticketId);
  const waiting = await scrubWaiting(work, person, ticketId);
  return { ...said, texts: said.texts + noted + waiting };
}

async function eraseMessages(work: Work, person: Person, ticketId: string): Promise<ErasedWords> {
  const { tx } = work;
  const rows = await tx.message.findMany({
    where: { conversation: { ticketId } },
    select: { seq: true, id: true, contactId: true, bodyText: true },
  });
  const erased: ErasedWords = { messages: 0, files: [], texts: 0 };
  for (const row of rows) {
    const isTheirs = row.contactId === person.contactId;
    const bodyText = isTheirs ? erasedText : person.scrub.all(row.bodyText);
    if (isTheirs) erased.files.push(...(await eraseFiles(work, row.id)));
    if (bodyText === row.bodyText) continue;
    if (isTheirs) erased.messages += 1;
    else erased.texts += 1;
    await tx.message.update({ where: { seq: row.seq }, data: { bodyText }, select: { seq: true } });
    await indexAnew(work, 'MessageSearch', row.seq, bodyText);
  }
  return erased;
}

async function eraseFiles(work: Work, messageId: string): Promise<string[]> {
  const files = await work.tx.attachment.findMany({ where: { messageId }, select: { sha256: true } });
  if (files.length > 0) await work.tx.attachment.deleteMany({ where: { messageId } });
  return files.map(({ sha256 }) => sha256);
}

async function scrubNotes(work: Work, { scrub }: Person, ticketId: string): Promise<number> {
  let texts = 0;
  for (const { seq, body } of await work.tx.note.findMany({ where: { ticketId } })) {
    const without = scrub.all(body);
    if (without === body) continue;
    texts += 1;
    await work.tx.note.update({ where: { seq }, data: { body: without }, select: { seq: true } });
    await indexAnew(work, 'NoteSearch', seq, without);
  }
  for (const { id, body } of await work.tx.noteRevision.findMany({ where: { note: { ticketId } } })) {
    const without = scrub.all(body);
    if (without === body) continue;
    texts += 1;
    await work.tx.noteRevision.update({ where: { id }, data: { body: without } });
  }
  const files = await work.tx.noteFile.findMany({ where: { note: { ticketId } } });
  for (const { seq, fileName } of files) {
    const without = scrub.all(fileName);
    if (without !== fileName) await work.tx.noteFile.update({ where: { seq }, data: { fileName: without } });
  }
  return texts;
}

/** Drafts and replies that wait. Whom such a reply would reach is asked anew when it is to leave. */
async function scrubWaiting(work: Work, { scrub }: Person, ticketId: string): Promise<number> {
  let texts = 0;
  for (const { id, body } of await work.tx.draft.findMany({ where: { ticketId } })) {
    const without = scrub.all(body);
    if (without === body) continue;
    texts += 1;
    // Another version, so that the copy on its writer's machine does not come back in its place.
    await work.tx.draft.update({ where: { id }, data: { body: without, version: { increment: 1 } } });
  }
  for (const held of await work.tx.heldReply.findMany({ where: { ticketId } })) {
    const body = scrub.all(held.body);
    const stoppedBecause = held.stoppedBecause && scrub.names(held.stoppedBecause);
    if (body === held.body && stoppedBecause === held.stoppedBecause) continue;
    texts += 1;
    await work.tx.heldReply.update({ where: { id: held.id }, data: { body, stoppedBecause } });
  }
  return texts;
}

/** The words of a text that became another one. */
export async function indexAnew(work: Work, table: SearchTable, seq: number, text: string): Promise<void> {
  await forgetWords(work, table, [seq]);
  await indexWords(work, table, seq, text);
}
