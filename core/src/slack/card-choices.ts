/** What the menus of a card's dialogs offer: who can have the ticket, and into which ticket it can go. */
import type { AgentContext, Context, SlackViewer } from '../context.ts';
import { PosternError } from '../errors.ts';
import { accessTicket, type TicketRef } from '../tickets/access-ticket.ts';
import { listTickets } from '../tickets/list-tickets.ts';
import { type TicketHead, ticketHead } from '../tickets/ticket-rows.ts';
import { asSlackAgent, type SlackIdentity } from './slack-people.ts';

const mostOffered = 50;

/** The ticket for a dialog about it. Throws `NOT_ALLOWED` and `TICKET_NOT_FOUND` before anything is opened. */
export async function slackTicket(
  ctx: Context<SlackViewer>,
  { ticket, ...person }: SlackIdentity & { ticket: TicketRef },
): Promise<TicketHead> {
  const { core, viewer } = await asSlackAgent(ctx, person);
  const row = await accessTicket.asAgent(core.db.read, viewer, ticket, 'tickets.write');
  return ticketHead(core, core.db.read, row);
}

export interface OfferedAgent {
  id: string;
  name: string;
  email: string;
}

/** Agents whose name or address has the typed letters, the asker first. */
export async function offeredAgents(
  ctx: Context<SlackViewer>,
  { typed, ...person }: SlackIdentity & { typed: string },
): Promise<OfferedAgent[]> {
  const { core, viewer } = await asSlackAgent(ctx, person);
  const wanted = typed.trim().toLowerCase();
  const agents = await core.db.read.agent.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { email: 'asc' }],
  });
  return agents
    .filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.id === viewer.agentId) - Number(a.id === viewer.agentId))
    .slice(0, mostOffered);
}

/** Tickets that the agent may read and that the number or the words find; with nothing typed, the newest of the same customer. */
export async function offeredTickets(
  ctx: Context<SlackViewer>,
  { typed, ticket, ...person }: SlackIdentity & { typed: string; ticket: TicketRef },
): Promise<Pick<TicketHead, 'id' | 'number' | 'subject' | 'requester'>[]> {
  const agent = await asSlackAgent(ctx, person);
  const { core, viewer } = agent;
  const own = await accessTicket.asAgent(core.db.read, viewer, ticket, 'tickets.write');
  const number = /^\s*#?(\d{1,9})\s*$/.exec(typed)?.[1];
  const found = number
    ? await numbered(agent, Number(number))
    : (await listTickets(agent, { query: queryFor(typed, own.requesterEmail), limit: mostOffered })).items;
  return found
    .filter(({ id }) => id !== own.id)
    .map(({ id, number: its, subject, requester }) => ({ id, number: its, subject, requester }));
}

/** None where there is no such ticket, or none that this agent may work on. */
async function numbered({ core, viewer }: AgentContext, number: number): Promise<TicketHead[]> {
  try {
    const row = await accessTicket.asAgent(core.db.read, viewer, number, 'tickets.write');
    return [await ticketHead(core, core.db.read, row)];
  } catch (error) {
    if (error instanceof PosternError) return [];
    throw error;
  }
}

/** Quoted, so that whatever is typed are words to look for and no question in the query language. */
function queryFor(typed: string, email: string | null): string {
  const words = typed.replace(/["\\]/g, ' ').trim();
  if (words) return `"${words}"`;
  return email ? `from:"${email.replace(/["\\]/g, '')}"` : 'is:open';
}
