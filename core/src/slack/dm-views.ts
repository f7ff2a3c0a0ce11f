/** What a direct message says, read when it is sent: nothing any more where it is not true any more. */
import { findAgentViewer } from '../auth/agents.ts';
import type { AgentContext, Context, SlackViewer } from '../context.ts';
import { PosternError } from '../errors.ts';
import type { DmSubject } from '../slack-rooms/direct-messages.ts';
import { accessTicket } from '../tickets/access-ticket.ts';
import { countTickets, listTickets } from '../tickets/list-tickets.ts';
import { type TicketHead, ticketHead } from '../tickets/ticket-rows.ts';
import { homeLists } from './ask-as-agent.ts';

export type DmView =
  | { about: 'assigned'; ticket: TicketHead; by: string | null }
  | { about: 'answered'; ticket: TicketHead; author: string; text: string }
  | { about: 'digest'; mine: number; unclaimed: number; oldest: TicketHead[] };

const mostNamed = 5;
const mostCounted = 100;

/** Null for what is over, such as a ticket that is somebody else's by now, and for an agent who may not read it. */
export async function dmView(
  ctx: Context<SlackViewer>,
  { agentId, subject }: { agentId: string; subject: DmSubject },
): Promise<DmView | null> {
  const viewer = await findAgentViewer(ctx.core, agentId);
  if (!viewer || 'roomId' in subject) return null;
  const agent: AgentContext = { ...ctx, viewer, source: 'SLACK' };
  try {
    return subject.about === 'digest' ? await digest(agent) : await ofTicket(agent, subject);
  } catch (error) {
    const isOver =
      error instanceof PosternError &&
      ['TICKET_NOT_FOUND', 'TICKET_DELETED', 'NOT_ALLOWED'].includes(error.code);
    if (isOver) return null;
    throw error;
  }
}

async function ofTicket(
  agent: AgentContext,
  subject: Extract<DmSubject, { ticketId: string }>,
): Promise<DmView | null> {
  const { read } = agent.core.db;
  const row = await accessTicket.asAgent(read, agent.viewer, subject.ticketId, 'tickets.read');
  if (row.assigneeId !== agent.viewer.agentId) return null;
  const ticket = await ticketHead(agent.core, read, row);
  if (subject.about === 'assigned') {
    const event = await read.auditEvent.findUnique({ where: { seq: subject.seq } });
    const { by } = (event?.change ?? {}) as { by?: unknown };
    return { about: 'assigned', ticket, by: typeof by === 'string' ? by : null };
  }
  const message = await read.message.findUnique({
    where: { id: subject.messageId },
    select: { bodyText: true, contact: { select: { name: true, email: true } } },
  });
  if (!message) return null;
  const author = message.contact?.name ?? message.contact?.email ?? 'The customer';
  return { about: 'answered', ticket, author, text: message.bodyText };
}

async function digest(agent: AgentContext): Promise<DmView | null> {
  const [{ items }, mine, unclaimed] = await Promise.all([
    listTickets(agent, { query: 'is:open assignee:me -is:snoozed sort:updated', limit: mostNamed }),
    countTickets(agent, homeLists.mine, mostCounted),
    countTickets(agent, homeLists.unclaimed, mostCounted),
  ]);
  return mine + unclaimed === 0 ? null : { about: 'digest', mine, unclaimed, oldest: items };
}
