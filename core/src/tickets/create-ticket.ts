/** A ticket that an agent files in a contact's name, as after a telephone call. */
import { requirePermission } from '../auth/agents.ts';
import { accessContact } from '../contacts/access-contact.ts';
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { accessTicket } from './access-ticket.ts';
import { chooseInbox } from './choose-inbox.ts';
import { fileTicket } from './file-ticket.ts';
import { type TicketHead, ticketHead } from './ticket-rows.ts';

/** Throws `CONTACT_NOT_FOUND` and `INBOX_NOT_FOUND` naming what was asked for. */
export async function createTicket(
  ctx: AgentContext,
  form: {
    from: string;
    subject: string;
    body: string;
    inbox?: string | undefined;
    requestId: string;
    /** Files that the agent chose before. */
    uploads?: readonly string[] | undefined;
  },
  /** What belongs to it, in the same transaction. */
  along: (work: Work, ticketId: string) => Promise<void> = async () => {},
): Promise<TicketHead> {
  const inbox = await chooseInbox(ctx.core, form.inbox);
  requirePermission(ctx.viewer, 'tickets.write', inbox.id);
  return inTransaction(ctx, async (work) => {
    const contact = await accessContact(work.tx, form.from);
    const filed = await fileTicket(work, {
      subject: form.subject,
      body: form.body,
      // The message is the contact's, the id is the agent's: it must not meet one of the contact's own.
      requestId: `${ctx.viewer.agentId}:${form.requestId}`,
      uploads: form.uploads,
      inboxId: inbox.id,
      contactId: contact.id,
      filedBy: { agentId: ctx.viewer.agentId, name: ctx.viewer.name },
    });
    await along(work, filed.id);
    const row = await accessTicket.asAgent(work.tx, ctx.viewer, filed.id, 'tickets.write');
    return ticketHead(ctx.core, work.tx, row);
  });
}
