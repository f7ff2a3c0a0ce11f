/** Mailing a reply once more: one that failed, or one that somebody asks for again. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { replyKey } from '../outbox/queue-to-contacts.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { type ReplyMail, replyMails } from './reply-mails.ts';
import type { Person, TicketRow } from './ticket-rows.ts';

export interface ResendWish {
  ticket: TicketRef;
  /** Its id, or its place among the ticket's messages. */
  message: string | number;
  /** The address of one contact on the ticket; without it, whoever was mailed before and is still on it. */
  to?: string | undefined;
  requestId: string;
}

export interface Resent {
  ticket: number;
  message: string;
  /** To whom it leaves again. */
  to: Person[];
  /** Whose mail has not left yet, so that nothing was added. */
  waiting: Person[];
}

const underWay = ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'];

/**
 * Each ask is one mail to each, however often it is sent: the request id is part of the mail's key. Who does not see the
 * ticket when the mail is due gets none. Throws `BAD_INPUT` for what is no reply, and `CONTACT_NOT_FOUND` for an
 * address that is not on the ticket.
 */
export function resendReply(ctx: AgentContext, wish: ResendWish): Promise<Resent> {
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, wish.ticket, 'tickets.write');
    const messageId = await replyNamed(work, ticket, wish.message);
    const mails = await replyMails(work.tx, { ticketIds: [ticket.id], messageIds: [messageId] });
    const people = await peopleFor(work, ticket, { ...wish, mails });
    const resent: Person[] = [];
    const waiting: Person[] = [];
    for (const { id: contactId, person } of people) {
      const before = mails.filter((mail) => mail.contactId === contactId);
      const key = `${replyKey(messageId, contactId)}:again:${wish.requestId}`;
      const isAsked = (await work.tx.outboxItem.count({ where: { key } })) > 0;
      if (!isAsked && before.some(({ state }) => underWay.includes(state))) {
        waiting.push(person);
        continue;
      }
      resent.push(person);
      if (isAsked) continue;
      await giveUp(work, before);
      await queueMail(work, {
        key,
        queueKey: `mail:${ticket.id}:${contactId}`,
        payload: { template: 'reply', ticketId: ticket.id, messageId, contactId },
      });
      await recordEvent(work, {
        action: 'message.resent',
        target: messageId,
        ticketId: ticket.id,
        change: { to: person.name, toId: contactId, by: ctx.viewer.name },
      });
    }
    return { ticket: ticket.number, message: messageId, to: resent, waiting };
  });
}

async function replyNamed(work: Work, ticket: TicketRow, message: string | number): Promise<string> {
  const said = await work.tx.message.findMany({
    where: { conversation: { ticketId: ticket.id } },
    select: { id: true, direction: true },
    orderBy: [{ createdAt: 'asc' }, { seq: 'asc' }],
  });
  const found = typeof message === 'number' ? said[message - 1] : said.find(({ id }) => id === message);
  if (found?.direction === 'OUT') return found.id;
  const name = typeof message === 'number' ? `Message ${message}` : `"${message}"`;
  throw new PosternError(
    'BAD_INPUT',
    found
      ? `${name} of #${ticket.number} is a customer's: only a reply can be mailed again.`
      : `${name} is no message of #${ticket.number}.`,
    { hint: `See its messages: postern ticket view ${ticket.number} --json` },
  );
}

async function peopleFor(
  { tx }: Work,
  ticket: TicketRow,
  { to, mails }: { to?: string | undefined; mails: readonly ReplyMail[] },
): Promise<{ id: string; person: Person }[]> {
  const on = await tx.ticketContact.findMany({
    where: { ticketId: ticket.id },
    include: { contact: { select: { id: true, name: true, email: true } } },
  });
  const email = to?.trim().toLowerCase();
  const chosen = on.filter(({ contact }) =>
    email === undefined ? mails.some(({ contactId }) => contactId === contact.id) : contact.email === email,
  );
  if (chosen.length === 0)
    throw email === undefined
      ? new PosternError('BAD_INPUT', `Nobody who is on #${ticket.number} was mailed this reply.`, {
          hint: 'Say to whom it goes: --to EMAIL',
        })
      : new PosternError('CONTACT_NOT_FOUND', `${to} is not on #${ticket.number}.`, {
          hint: `See who is: postern ticket view ${ticket.number}`,
        });
  return chosen.map(({ contact: { id, name, email: address } }) => ({
    id,
    person: { name: name ?? address, email: address },
  }));
}

/** What failed before is not tried any more: this mail goes in its place. */
async function giveUp({ tx }: Work, mails: readonly ReplyMail[]): Promise<void> {
  await tx.outboxItem.updateMany({
    where: { seq: { in: mails.map(({ seq }) => seq) }, state: { in: ['DEAD', 'PARKED'] } },
    data: { state: 'CANCELLED' },
  });
}
