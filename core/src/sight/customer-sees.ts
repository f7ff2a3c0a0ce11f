/** What the portal shows of one ticket, and what it keeps back: for the team, beside the ticket. */
import type { Core, Queries } from '../context.ts';
import { asCustomerReads, type MyTicketView } from '../portal/view-my-ticket.ts';
import type { TicketRow } from '../tickets/ticket-rows.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { mergedForContact } from '../visibility/merged-tickets.ts';
import { type Gate, visible } from '../visibility/visible-tickets.ts';
import { whyVisible } from '../visibility/why-visible.ts';

/** One conversation on the ticket, and how much of it the portal shows. */
export interface ConversationSight {
  id: string;
  channel: string;
  address: string;
  messages: number;
  shown: number;
}

/** Messages that no customer gets: what came or went over a channel that is not connected. */
export interface KeptBackMessages {
  reason: 'unconnected-channel' | 'other';
  channel: string;
  address: string;
  count: number;
}

export interface CustomerSees {
  number: number;
  /** Through whose eyes; null for a ticket that has no requester. */
  contact: { name: string; email: string } | null;
  /** Whether every gate is open for this contact now. */
  visible: boolean;
  gates: Gate[];
  /** The page exactly as this contact gets it once the gates are open: thread, label, and the public clock. */
  page: MyTicketView;
  conversations: ConversationSight[];
  /** What this contact never gets of the ticket, in counts. */
  keptBack: { notes: number; messages: KeptBackMessages[] };
}

/** For the requester unless another contact is given. */
export async function customerSees(
  core: Core,
  row: TicketRow,
  ask: { contact: { id: string; name: string | null; email: string } | null; portalId: string },
): Promise<CustomerSees> {
  const queries = core.db.read;
  const contact =
    ask.contact ??
    (row.requesterId ? await queries.contact.findUnique({ where: { id: row.requesterId } }) : null);
  const standing =
    contact && (await contactStanding(core, { contactId: contact.id, portalId: ask.portalId }));
  const merged = await mergedForContact(queries, row.id, await visible(core, standing));
  const page = await asCustomerReads(core, row, { contactId: contact?.id ?? '', merged });
  const [conversations, notes, why] = await Promise.all([
    readConversations(queries, row.id),
    queries.note.count({ where: { ticketId: row.id } }),
    contact
      ? whyVisible(core, queries, { contactId: contact.id, portalId: ask.portalId }, row.id)
      : noRequester,
  ]);
  const shown = new Set(page.messages.map(({ id }) => id));
  return {
    number: row.number,
    contact: contact && { name: contact.name ?? contact.email, email: contact.email },
    visible: why.visible,
    gates: why.gates,
    page,
    conversations: conversations.map(({ id, channel, messages }) => ({
      id,
      ...channelView(channel),
      messages: messages.length,
      shown: messages.filter((message) => shown.has(message.id)).length,
    })),
    keptBack: { notes, messages: keptBack(conversations, shown) },
  };
}

const noRequester: { visible: boolean; gates: Gate[] } = {
  visible: false,
  gates: [{ name: 'contact', pass: false, detail: 'The ticket has no requester.' }],
};

interface ChannelRow {
  kind: string;
  address: string;
  enabled: boolean;
}

interface ConversationRow {
  id: string;
  channel: ChannelRow;
  messages: { id: string; channel: ChannelRow }[];
}

function readConversations(queries: Queries, ticketId: string): Promise<ConversationRow[]> {
  const channel = { select: { kind: true, address: true, enabled: true } };
  return queries.conversation.findMany({
    where: { ticketId },
    select: { id: true, channel, messages: { select: { id: true, channel }, orderBy: { seq: 'asc' } } },
    orderBy: { id: 'asc' },
  });
}

const channelView = ({ kind, address }: ChannelRow) => ({ channel: kind.toLowerCase(), address });

/** By channel: a conversation may have begun on one and gone on over another. */
function keptBack(conversations: ConversationRow[], shown: ReadonlySet<string>): KeptBackMessages[] {
  const groups = new Map<string, KeptBackMessages>();
  for (const { id, channel } of conversations.flatMap(({ messages }) => messages)) {
    if (shown.has(id)) continue;
    const key = `${channel.kind} ${channel.address}`;
    const reason = channel.enabled ? 'other' : 'unconnected-channel';
    const group = groups.get(key) ?? { reason, ...channelView(channel), count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()];
}
