/** Words in subjects, messages and notes, as conditions on `Ticket t`. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { rowsWithWords, type SearchTable, textHoldsWords } from './search-index.ts';
import type { SetChoice, TicketSet } from './ticket-sets.ts';

interface WordEnvironment {
  core: Core;
  choose: SetChoice;
}

/** Null when the text has nothing to search for. */
export function inSubject(text: string, env: WordEnvironment): Prisma.Sql | null {
  return wordsIn(env, text, 'TicketSearch', {
    few: (rows) => Prisma.sql`t."seq" IN (${rows})`,
    many: (holds) => holds(Prisma.sql`t."subject"`, Prisma.sql`t."seq"`),
  });
}

/** Null when the text has nothing to search for. */
export function inMessages(text: string, env: WordEnvironment): Prisma.Sql | null {
  return wordsIn(env, text, 'MessageSearch', {
    few: (rows) =>
      Prisma.sql`t."id" IN (SELECT c."ticketId" FROM "Message" m JOIN "Conversation" c ON c."id" = m."conversationId"
        WHERE m."seq" IN (${rows}))`,
    many: (holds) =>
      Prisma.sql`EXISTS (SELECT 1 FROM "Conversation" c JOIN "Message" m ON m."conversationId" = c."id"
        WHERE c."ticketId" = t."id" AND ${holds(Prisma.sql`m."bodyText"`, Prisma.sql`m."seq"`)})`,
  });
}

/** Null when the text has nothing to search for. Notes are for the team alone. */
export function inNotes(text: string, env: WordEnvironment): Prisma.Sql | null {
  return wordsIn(env, text, 'NoteSearch', {
    few: (rows) => Prisma.sql`t."id" IN (SELECT n."ticketId" FROM "Note" n WHERE n."seq" IN (${rows}))`,
    many: (holds) =>
      Prisma.sql`EXISTS (SELECT 1 FROM "Note" n
        WHERE n."ticketId" = t."id" AND n."withdrawnAt" IS NULL AND ${holds(Prisma.sql`n."body"`, Prisma.sql`n."seq"`)})`,
  });
}

interface Forms {
  few(rows: Prisma.Sql): Prisma.Sql;
  many(holds: (text: Prisma.Sql, seq: Prisma.Sql) => Prisma.Sql): Prisma.Sql;
}

function wordsIn(
  { core, choose }: WordEnvironment,
  text: string,
  table: SearchTable,
  forms: Forms,
): Prisma.Sql | null {
  const rows = rowsWithWords(core, table, text);
  if (!rows) return null;
  const set: TicketSet = {
    rows,
    few: forms.few(rows),
    many: forms.many((column, seq) => textHoldsWords(core, table, { column, seq }, text)),
    usual: 'few',
  };
  return choose(set);
}
