/** What a customer's browser may ask of the desk. */
import { z } from 'zod';
import { signInContact, signOut } from '../auth/sign-in.ts';
import { PosternError } from '../errors.ts';
import { ticketRef } from '../tickets/access-ticket.ts';
import { addCustomerReply } from '../tickets/add-customer-reply.ts';
import { requestId } from '../tickets/request-id.ts';
import { contactActs, contactInPortal, contactOnly, procedure, router } from '../trpc.ts';
import { fileFromPortal } from './file-from-portal.ts';
import { listMyTickets } from './list-my-tickets.ts';
import { meOf, portalInfo } from './portal-info.ts';
import { viewMyTicket } from './view-my-ticket.ts';

const slug = z.string().min(1).max(60);

export const portalRouter = router({
  /** Where "/" leads. */
  home: procedure.query(async ({ ctx }) => {
    const portal = await ctx.core.db.read.portal.findFirst({
      orderBy: { id: 'asc' },
      select: { slug: true },
    });
    if (!portal) throw new PosternError('PORTAL_NOT_FOUND', 'This desk has no portal yet.');
    return { slug: portal.slug };
  }),
  /** What a page may show before anybody has signed in, and who has: what every page begins with. */
  info: procedure.input(z.strictObject({ slug })).query(({ ctx, input }) => portalInfo(ctx, input.slug)),
  signIn: procedure
    .input(
      z.strictObject({
        slug,
        email: z.string().max(320),
        password: z.string().max(4_096),
        address: z.string().max(64).optional(),
      }),
    )
    .mutation(({ ctx, input }) => signInContact(ctx, input)),
  signOut: contactOnly.mutation(({ ctx }) => signOut(ctx)),
  me: contactInPortal.query(({ ctx }) => meOf(ctx.viewer)),
  tickets: contactInPortal
    .input(
      z.strictObject({
        status: z.enum(['all', 'open', 'closed']).default('all'),
        search: z.string().max(200, 'is too long: at most 200 characters can be searched for').default(''),
        limit: z.number().int().min(1).max(100).default(25),
        cursor: z.string().max(200).optional(),
      }),
    )
    .query(({ ctx, input }) => listMyTickets(ctx, input)),
  ticket: contactInPortal
    .input(z.strictObject({ ticket: ticketRef }))
    .query(({ ctx, input }) => viewMyTicket(ctx, input.ticket)),
  reply: contactActs
    .input(z.strictObject({ ticket: ticketRef, body: z.string(), requestId }))
    .mutation(({ ctx, input }) => addCustomerReply(ctx, input)),
  fileTicket: contactActs
    .input(z.strictObject({ subject: z.string(), body: z.string(), requestId }))
    .mutation(({ ctx, input }) => fileFromPortal(ctx, input)),
});
