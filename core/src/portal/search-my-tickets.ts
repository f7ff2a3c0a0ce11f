/** Search over a customer's own tickets: subjects and public messages, never notes. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { holdsWords } from '../query/search-index.ts';
import { searchWords } from '../query/search-words.ts';
import { isPublicMessage } from '../tickets/public-messages.ts';
import type { VisibleTickets } from '../visibility/visible-tickets.ts';
import { holds, type Term } from './search-terms.ts';

/**
 * Up to here a customer's messages are read and compared one by one, which takes a millisecond and does not
 * grow with the desk; the index would collect a common word's every message on the desk first (measured at
 * 300,000 messages: 60 ms). Beyond it the index is the quicker way. Both find the same tickets.
 */
export const fewEnoughToRead = { tickets: 200, messages: 1_000 };

/**
 * A condition on `Ticket t`: every word, or "quoted phrase", stands in the subject or in one public message,
 * the last word of each perhaps unfinished; a number may be the ticket's own. Null when nothing was asked for.
 */
export async function searchCondition(
  core: Core,
  rule: VisibleTickets,
  terms: Term[] | null,
  limits = fewEnoughToRead,
): Promise<Prisma.Sql | null> {
  if (terms === null) return null;
  // A lone "&" between words is passed over, but a search for nothing else must not find everything.
  if (terms.length === 0) return Prisma.sql`1 = 0`;
  const texts = await textsOf(core, rule, limits);
  if (!texts) return byIndex(core, terms);
  const found = [...texts.values()].filter((ticket) => terms.every((term) => matches(ticket, term)));
  return found.length === 0
    ? Prisma.sql`1 = 0`
    : Prisma.sql`t."id" IN (${Prisma.join(found.map((ticket) => ticket.id))})`;
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
  limits: typeof fewEnoughToRead,
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

function byIndex(core: Core, terms: Term[]): Prisma.Sql {
  const conditions = terms.map((term) => {
    const inSubject = holdsWords(core, 'TicketSearch', Prisma.sql`t."seq"`, term.text);
    const inMessage = holdsWords(core, 'MessageSearch', Prisma.sql`m."seq"`, term.text);
    const places = [
      inSubject as Prisma.Sql,
      Prisma.sql`t."id" IN (SELECT c."ticketId" FROM "Message" m CROSS JOIN "Conversation" c
        WHERE c."id" = m."conversationId" AND ${inMessage as Prisma.Sql} AND ${isPublicMessage})`,
      ...(term.number === null ? [] : [Prisma.sql`t."number" = ${term.number}`]),
    ];
    return Prisma.sql`(${Prisma.join(places, ' OR ')})`;
  });
  return Prisma.join(conditions, ' AND ');
}
