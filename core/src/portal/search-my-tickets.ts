/** Search over a customer's own tickets: subjects and public messages, never notes. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { allOf, anyOf, never } from '../query/conditions.ts';
import { rowsWithWords, textHoldsWords } from '../query/search-index.ts';
import { searchWords } from '../query/search-words.ts';
import { measureSets } from '../query/ticket-sets.ts';
import { isPublicMessage } from '../tickets/public-messages.ts';
import type { VisibleTickets } from '../visibility/visible-tickets.ts';
import { holds, type Term } from './search-terms.ts';

/**
 * Up to here a customer's messages are read and compared one by one, which takes a millisecond and does not
 * grow with the desk; the index would collect a common word's every message on the desk first (measured at
 * 300,000 messages: 60 ms). Beyond it the index is the quicker way. Both find the same tickets.
 */
export const fewEnoughToRead: SearchLimits = { tickets: 200, messages: 1_000 };

export interface SearchLimits {
  tickets: number;
  messages: number;
  /** From how many rows on a word is common; as in lists of agents unless a test says otherwise. */
  many?: number;
}

export interface Search {
  /**
   * A condition on `Ticket t`: every word, or "quoted phrase", stands in the subject or in one public message,
   * the last word of each perhaps unfinished; a number may be the ticket's own.
   */
  condition: Prisma.Sql;
  /** Ids of all that could be found, of whomever, where these are few: the list had better begin with them. */
  among: Prisma.Sql | null;
}

/** Null when nothing was asked for. */
export async function searchCondition(
  core: Core,
  rule: VisibleTickets,
  terms: Term[] | null,
  limits = fewEnoughToRead,
): Promise<Search | null> {
  if (terms === null) return null;
  // A lone "&" between words is passed over, but a search for nothing else must not find everything.
  if (terms.length === 0) return { condition: never, among: null };
  const texts = await textsOf(core, rule, limits);
  if (!texts) return byIndex(core, terms, limits.many);
  const found = [...texts.values()].filter((ticket) => terms.every((term) => matches(ticket, term)));
  const condition =
    found.length === 0 ? never : Prisma.sql`t."id" IN (${Prisma.join(found.map((ticket) => ticket.id))})`;
  return { condition, among: null };
}

interface TicketTexts {
  id: string;
  number: number;
  /** The subject's words, then those of each message. */
  texts: string[][];
}

/** The words of all the customer's tickets, or null when there are too many to read. */
async function textsOf(
  core: Core,
  rule: VisibleTickets,
  limits: SearchLimits,
): Promise<Map<string, TicketTexts> | null> {
  const tickets = await core.db.read.$queryRaw<{ id: string; number: number; subject: string }[]>`
    SELECT t."id", t."number", t."subject" FROM (${rule.audience}) v CROSS JOIN "Ticket" t
    WHERE t."id" = v."id" AND ${rule.conditions} LIMIT ${limits.tickets + 1}`;
  if (tickets.length > limits.tickets) return null;
  const texts = new Map(
    tickets.map(({ id, number, subject }) => [id, { id, number, texts: [searchWords(subject)] }]),
  );
  if (texts.size === 0) return texts;
  const messages = await core.db.read.$queryRaw<{ ticketId: string; bodyText: string }[]>`
    SELECT cv."ticketId", m."bodyText" FROM "Conversation" cv CROSS JOIN "Message" m
    WHERE cv."ticketId" IN (${Prisma.join([...texts.keys()])}) AND m."conversationId" = cv."id"
      AND ${isPublicMessage}
    LIMIT ${limits.messages + 1}`;
  if (messages.length > limits.messages) return null;
  for (const { ticketId, bodyText } of messages) texts.get(ticketId)?.texts.push(searchWords(bodyText));
  return texts;
}

function matches(ticket: TicketTexts, term: Term): boolean {
  return ticket.number === term.number || ticket.texts.some((words) => holds(words, term.words));
}

/** Words that few rows hold are begun with; of those that many hold, the texts of each ticket are asked. */
async function byIndex(core: Core, terms: Term[], many?: number): Promise<Search> {
  const asked = terms.map((term) => ({
    term,
    subjects: rowsWithWords(core, 'TicketSearch', term.text) as Prisma.Sql,
    messages: rowsWithWords(core, 'MessageSearch', term.text) as Prisma.Sql,
  }));
  const sets = asked.flatMap(({ subjects, messages }) => [{ rows: subjects }, { rows: messages }]);
  const areMany = await measureSets(core, sets, many);
  const isCommon = (index: number) => areMany[2 * index] || areMany[2 * index + 1];
  const conditions = asked.map((each, index) =>
    isCommon(index) ? inTexts(core, each.term) : Prisma.sql`t."id" IN (${ticketsWith(each)})`,
  );
  const rare = asked.find((_, index) => !isCommon(index));
  return { condition: allOf(conditions), among: rare ? ticketsWith(rare) : null };
}

/** Ids of the tickets with these words, from the index. */
function ticketsWith({
  term,
  subjects,
  messages,
}: {
  term: Term;
  subjects: Prisma.Sql;
  messages: Prisma.Sql;
}): Prisma.Sql {
  const ids = [
    Prisma.sql`SELECT s."id" FROM "Ticket" s WHERE s."seq" IN (${subjects})`,
    Prisma.sql`SELECT c."ticketId" FROM "Message" m CROSS JOIN "Conversation" c
      WHERE c."id" = m."conversationId" AND m."seq" IN (${messages}) AND ${isPublicMessage}`,
    ...(term.number === null
      ? []
      : [Prisma.sql`SELECT s."id" FROM "Ticket" s WHERE s."number" = ${term.number}`]),
  ];
  return Prisma.join(ids, ' UNION ');
}

/** The same asked of one ticket. */
function inTexts(core: Core, { text, number }: Term): Prisma.Sql {
  const subject = { column: Prisma.sql`t."subject"`, seq: Prisma.sql`t."seq"` };
  const message = { column: Prisma.sql`m."bodyText"`, seq: Prisma.sql`m."seq"` };
  return anyOf([
    textHoldsWords(core, 'TicketSearch', subject, text),
    Prisma.sql`EXISTS (SELECT 1 FROM "Conversation" c CROSS JOIN "Message" m
      WHERE c."ticketId" = t."id" AND m."conversationId" = c."id" AND ${isPublicMessage}
        AND ${textHoldsWords(core, 'MessageSearch', message, text)})`,
    ...(number === null ? [] : [Prisma.sql`t."number" = ${number}`]),
  ]);
}
