/** Filing a ticket: the ticket, its requester and the first message, stored together or not at all. */

import { Prisma } from '@postern/prisma';
import type { Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { type PropertyValues, shownValues, storeValues } from '../properties/property-values.ts';
import { catalogueKnowing } from '../query/catalogue.ts';
import { indexWords } from '../query/search-index.ts';
import { tellAssignee } from '../slack-rooms/direct-messages.ts';
import { takeNextTurn } from '../teams/next-in-turn.ts';
import { addMessage, findSentBefore, sentElsewhere } from './add-message.ts';
import { portalChannel, startConversation } from './conversations.ts';
import { messageText, subjectText } from './message-text.ts';
import { stageWithRole } from './stages.ts';
import { ticketRows } from './ticket-rows.ts';

export interface Filing {
  subject: string;
  body: string;
  requestId: string;
  /** Files of the first message, chosen before by the contact, or by the agent who files it. */
  uploads?: readonly string[] | undefined;
  inboxId: string;
  /** Whose ticket it is. */
  contactId: string;
  /** Set when an agent files it in the contact's name: the first message is still the contact's. */
  filedBy?: { agentId: string; name: string };
  /** Its number, where it has one from elsewhere; else the next one. */
  number?: number;
  /** The closed ticket that this one continues. */
  followsId?: string;
  /** What was answered beside the message. */
  values?: PropertyValues;
}

/** Files a ticket. The same contact, inbox and request id twice is one ticket; its number is answered again. */
export async function fileTicket(
  work: Work,
  filing: Filing,
): Promise<{ id: string; number: number; isNew: boolean }> {
  const subject = subjectText(filing.subject);
  const text = messageText(filing.body);
  const author = { kind: 'contact' as const, contactId: filing.contactId };
  const uploader = filing.filedBy && { agentId: filing.filedBy.agentId };
  const message = { author, text, requestId: filing.requestId, uploads: filing.uploads, uploader };
  const channelId = await portalChannel(work, filing.inboxId);
  const before = await findSentBefore(work, channelId, message);
  if (before) {
    const ticket = await work.tx.ticket.findUniqueOrThrow({ where: { id: before.ticketId } });
    if (ticket.subject !== subject && !filing.followsId) {
      throw new PosternError(
        'REQUEST_ID_REUSED',
        'This was sent before with another subject. Send it as a new ticket.',
      );
    }
    const opening = await work.tx.message.findFirst({
      where: { conversation: { ticketId: ticket.id } },
      orderBy: { seq: 'asc' },
      select: { id: true },
    });
    if (opening?.id !== before.id) throw sentElsewhere();
    return { id: ticket.id, number: ticket.number, isNew: false };
  }

  const isThere = (each: { id: string }) => each.id === filing.inboxId;
  const { inboxes } = await catalogueKnowing(work.core, work.tx, (known) => known.inboxes.some(isThere));
  const inbox = inboxes.find(isThere);
  if (!inbox) throw new PosternError('INBOX_NOT_FOUND', 'The inbox that this form files to is gone.');
  const stage = await stageWithRole(work, inbox.pipelineId, 'NEW');
  const values = filing.values ?? [];
  const contact = await work.tx.contact.findUniqueOrThrow({
    where: { id: filing.contactId },
    select: { id: true, name: true, email: true, organizationId: true },
  });
  const ticket = await work.tx.ticket.create({
    data: {
      id: work.core.ids.next('ticket'),
      number: filing.number ?? (await nextNumber(work)),
      subject,
      stageId: stage.id,
      inboxId: inbox.id,
      requesterId: contact.id,
      organizationId: contact.organizationId,
      followsId: filing.followsId ?? null,
      lastPublicAt: work.now,
      lastActivityAt: work.now,
      createdAt: work.now,
    },
    select: { id: true, seq: true, number: true },
  });
  await work.tx.ticketContact.create({
    data: { ticketId: ticket.id, contactId: contact.id, role: 'REQUESTER' },
  });
  await indexWords(work, 'TicketSearch', ticket.seq, subject);
  await recordEvent(work, {
    action: 'ticket.filed',
    target: ticket.id,
    ticketId: ticket.id,
    change: {
      number: ticket.number,
      by: filing.filedBy?.name ?? contact.name ?? contact.email,
      stage: stage.id,
      ...(values.length > 0 && { values: shownValues(values) }),
    },
  });
  await storeValues(work, ticket.id, values);
  await dealOut(work, ticket.id, inbox);
  const [row] = await ticketRows(work.tx, Prisma.sql`t."id" = ${ticket.id}`, Prisma.empty);
  if (!row) throw new Error('The ticket just filed cannot be read.');
  const conversation = await startConversation(work, ticket.id, channelId);
  await addMessage(work, row, conversation, { ...message, moveTo: null });
  return { id: ticket.id, number: ticket.number, isNew: true };
}

/** Gives a new ticket to whose turn it is, where the inbox says so; to the team alone where nobody is there. */
async function dealOut(
  work: Work,
  ticketId: string,
  inbox: { id: string; roundRobinId: string | null },
): Promise<void> {
  if (!inbox.roundRobinId) return;
  const team = await work.tx.team.findUnique({ where: { id: inbox.roundRobinId } });
  // The rule may be a second old, and the team gone since.
  if (!team) return;
  const agent = await takeNextTurn(work, { teamId: team.id, inboxId: inbox.id });
  await work.tx.ticket.update({
    where: { id: ticketId },
    data: { teamId: team.id, assigneeId: agent?.id ?? null },
  });
  const seq = await recordEvent(
    { ...work, actor: 'desk' },
    {
      action: 'ticket.assigned',
      target: ticketId,
      ticketId,
      change: { to: agent?.name ?? null, team: team.name, turn: agent !== null },
    },
  );
  await tellAssignee(work, { ticketId, to: agent?.id, by: null, seq });
}

/** The number after the highest; numbers begin at 1001, so that the first customer does not feel like one. */
export async function nextNumber(work: Work): Promise<number> {
  // Written by hand: Prisma's aggregate reads every ticket for it.
  const [row] = await work.tx.$queryRaw<{ highest: bigint | number | null }[]>`
    SELECT max("number") AS "highest" FROM "Ticket"`;
  return Number(row?.highest ?? 1000) + 1;
}
