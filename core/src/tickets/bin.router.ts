/** What agents ask of the bin. Its content is listed as `is:deleted`. */
import { z } from 'zod';
import { agentWith, router } from '../trpc.ts';
import { ticketRef } from './access-ticket.ts';
import { deleteTicket, restoreTicket } from './delete-ticket.ts';

const deleter = agentWith('tickets.delete');
const which = z.strictObject({ ticket: ticketRef, ifVersion: z.number().int().min(0).optional() });

export const binRouter = router({
  delete: deleter.input(which).mutation(({ ctx, input }) => deleteTicket(ctx, input)),
  restore: deleter.input(which).mutation(({ ctx, input }) => restoreTicket(ctx, input)),
});
