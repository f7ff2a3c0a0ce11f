/** Who sees what in the portal, and why: asked of one ticket. */
import { z } from 'zod';
import { accessContact } from '../contacts/access-contact.ts';
import type { AgentContext } from '../context.ts';
import { PosternError } from '../errors.ts';
import { accessTicket, ticketRef } from '../tickets/access-ticket.ts';
import { agentWith, router } from '../trpc.ts';
import { whoSees } from '../visibility/who-sees.ts';
import { whyVisible } from '../visibility/why-visible.ts';
import { customerSees } from './customer-sees.ts';

const reader = agentWith('tickets.read');
const email = z.string().max(320);

export const sightRouter = router({
  /** Every gate between a ticket and a contact. */
  why: reader.input(z.strictObject({ ticket: ticketRef, contact: email })).query(async ({ ctx, input }) => {
    const row = await accessTicket.asAgentEvenHidden(ctx.core.db.read, ctx.viewer, input.ticket);
    const contact = await accessContact(ctx.core.db.read, input.contact);
    const portalId = await portalOfDesk(ctx);
    return whyVisible(ctx.core, ctx.core.db.read, { contactId: contact.id, portalId }, row.id);
  }),
  /** Every contact who sees a ticket, and those on it who do not. */
  who: reader
    .input(
      z.strictObject({
        ticket: ticketRef,
        limit: z.number().int().min(1).max(200).default(200),
        cursor: email.optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const row = await accessTicket.asAgentEvenHidden(ctx.core.db.read, ctx.viewer, input.ticket);
      const portalId = await portalOfDesk(ctx);
      const { limit, cursor } = input;
      return whoSees(ctx.core, ctx.core.db.read, { ticketId: row.id, portalId, limit, cursor });
    }),
  /** What the portal shows of a ticket, to the requester unless another contact is named. */
  customerSees: reader
    .input(z.strictObject({ ticket: ticketRef, contact: email.optional() }))
    .query(async ({ ctx, input }) => {
      const row = await accessTicket.asAgentEvenHidden(ctx.core.db.read, ctx.viewer, input.ticket);
      const contact =
        input.contact === undefined ? null : await accessContact(ctx.core.db.read, input.contact);
      return customerSees(ctx.core, row, { contact, portalId: await portalOfDesk(ctx) });
    }),
});

async function portalOfDesk({ core }: AgentContext): Promise<string> {
  const portal = await core.db.read.portal.findFirst({ select: { id: true }, orderBy: { id: 'asc' } });
  if (!portal) throw new PosternError('PORTAL_NOT_FOUND', 'This desk has no portal yet.');
  return portal.id;
}
