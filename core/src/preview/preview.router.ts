/** Looking at the portal as a customer does: begun by an agent, opened by whoever holds the token it gave. */
import { z } from 'zod';
import { ticketRef } from '../tickets/access-ticket.ts';
import { agentWith, procedure, router } from '../trpc.ts';
import { chooseContact } from './choose-contact.ts';
import { endPreview } from './end-preview.ts';
import { openPreview } from './open-preview.ts';
import { previewAt } from './preview-at.ts';
import { startPreview } from './start-preview.ts';

const token = z.string().min(1).max(100);
const contact = z.string().max(320);

export const previewRouter = router({
  start: agentWith('tickets.read')
    .input(z.strictObject({ contact: contact.optional() }))
    .mutation(({ ctx, input }) => startPreview(ctx, input.contact)),
  /** What was seen at a moment. Changes nothing. */
  at: agentWith('tickets.read')
    .input(
      z.strictObject({
        contact: z.string().trim().min(1, 'must not be empty').max(320),
        at: z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-11-03T09:00:00Z' }),
        ticket: ticketRef.optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input }) => previewAt(ctx, input)),
  open: procedure
    .input(z.strictObject({ token }))
    .query(({ ctx, input }) => openPreview(ctx.core, input.token)),
  choose: procedure
    .input(z.strictObject({ token, contact }))
    .mutation(({ ctx, input }) => chooseContact(ctx.core, input)),
  end: procedure
    .input(z.strictObject({ token }))
    .mutation(({ ctx, input }) => endPreview(ctx.core, input.token)),
});
