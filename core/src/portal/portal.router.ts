/** What a customer's browser may ask of the desk. */
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { signInContact, signOut } from '../auth/sign-in.ts';
import { brandImages } from '../brand/brand.ts';
import { PosternError } from '../errors.ts';
import { readAttachmentLimits } from '../files/attachment-limits.ts';
import { readArticle, readArticles, readSuggestions } from '../kb/read-articles.ts';
import { ticketRef } from '../tickets/access-ticket.ts';
import { addCustomerReply } from '../tickets/add-customer-reply.ts';
import { attachmentId, pieceFrom, readAttachmentAsContact } from '../tickets/attachments.ts';
import { uploadId, uploadIds } from '../tickets/claim-uploads.ts';
import { requestId } from '../tickets/request-id.ts';
import { closeAsCustomer, reopenAsCustomer } from '../tickets/settle-as-customer.ts';
import { discardUpload, fileContent, fileName, listUploads, uploadFile } from '../tickets/upload-file.ts';
import { contactActs, contactInPortal, contactOnly, procedure, refusable, router } from '../trpc.ts';
import { entryProcedures } from './entry.router.ts';
import { fileFromPortal } from './file-from-portal.ts';
import { listMyTickets } from './list-my-tickets.ts';
import { ticketSorts } from './list-order.ts';
import { portalBrandImage, portalColors } from './portal-brand.ts';
import { viewPortalForm } from './portal-form.ts';
import { meOf, portalInfo } from './portal-info.ts';
import { markOf, ticketChanges } from './ticket-changes.ts';
import { viewMyTicket } from './view-my-ticket.ts';

const slug = z.string().min(1).max(60);
const hash = z.string().max(64);

/** By the ids of the form's fields. */
const answers = z
  .array(z.strictObject({ field: z.string().max(100), values: z.array(z.string().max(20_000)).max(100) }))
  .max(100)
  .default([]);

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
  /** The brand's files, which pages link to. */
  brandImage: procedure
    .input(z.strictObject({ image: z.enum(brandImages), hash }))
    .query(({ ctx, input }) => portalBrandImage(ctx, input)),
  colors: procedure.input(z.strictObject({ hash })).query(({ ctx, input }) => portalColors(ctx, input)),
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
  ...entryProcedures,
  signOut: contactOnly.mutation(({ ctx }) => signOut(ctx)),
  me: contactInPortal.query(({ ctx }) => meOf(ctx.viewer)),
  tickets: contactInPortal
    .input(
      z.strictObject({
        status: z.enum(['all', 'open', 'waiting', 'closed']).default('all'),
        scope: z.enum(['mine', 'all']).default('all'),
        sort: z.enum(ticketSorts).default('-activity'),
        search: z.string().max(200, 'is too long: at most 200 characters can be searched for').default(''),
        limit: z.number().int().min(1).max(100).default(25),
        cursor: z.string().max(200).optional(),
      }),
    )
    .query(({ ctx, input }) => listMyTickets(ctx, input)),
  ticket: contactInPortal.input(z.strictObject({ ticket: ticketRef })).query(async ({ ctx, input }) => {
    const view = await viewMyTicket(ctx, input.ticket);
    return { ...view, mark: markOf(view) };
  }),
  /** `lastEventId` is the mark of the view that the caller has; a client sends the last one again after a cut. */
  ticketChanges: contactInPortal
    .input(z.strictObject({ ticket: ticketRef, lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const known = input.lastEventId ?? null;
      const changes = refusable(ticketChanges(ctx, { ticket: input.ticket, known }, signal));
      for await (const change of changes) yield tracked(change.mark, change);
    }),
  reply: contactActs
    .input(z.strictObject({ ticket: ticketRef, body: z.string(), requestId, uploads: uploadIds }))
    .mutation(({ ctx, input }) => addCustomerReply(ctx, input)),
  /** With a text, that is sent too. */
  close: contactActs
    .input(z.strictObject({ ticket: ticketRef, body: z.string().default(''), requestId, uploads: uploadIds }))
    .mutation(({ ctx, input }) => closeAsCustomer(ctx, input)),
  reopen: contactActs
    .input(z.strictObject({ ticket: ticketRef }))
    .mutation(({ ctx, input }) => reopenAsCustomer(ctx, input.ticket)),
  /** What "File a support ticket" asks. */
  form: contactInPortal.query(({ ctx }) => viewPortalForm(ctx)),
  fileTicket: contactActs
    .input(z.strictObject({ subject: z.string(), body: z.string(), requestId, uploads: uploadIds, answers }))
    .mutation(({ ctx, input }) => fileFromPortal(ctx, input)),
  /** How large and how many the files of a message may be. */
  attachmentLimits: contactInPortal.query(({ ctx }) => readAttachmentLimits(ctx.core.db.read)),
  /** Keeps a chosen file for a day; `reply` and `fileTicket` take it along by its id. */
  upload: contactActs
    .input(z.strictObject({ name: fileName, bytes: fileContent }))
    .mutation(({ ctx, input }) => uploadFile(ctx, input)),
  discardUpload: contactActs
    .input(z.strictObject({ upload: uploadId }))
    .mutation(({ ctx, input }) => discardUpload(ctx, input.upload)),
  /** The chosen files of these ids that are still there and this contact's, in their order. */
  uploads: contactInPortal
    .input(z.strictObject({ uploads: uploadIds }))
    .query(({ ctx, input }) => listUploads(ctx, input.uploads)),
  /** A file of a message, piece by piece: the gate is asked at each. */
  attachment: contactInPortal
    .input(z.strictObject({ attachment: attachmentId, from: pieceFrom }))
    .query(({ ctx, input }) => readAttachmentAsContact(ctx, input)),
  /** The knowledge base is open to everybody while the portal is on. */
  articles: procedure
    .input(
      z.strictObject({
        slug,
        search: z.string().max(200, 'is too long: at most 200 characters can be searched for').default(''),
      }),
    )
    .query(({ ctx, input }) => readArticles(ctx, input)),
  article: procedure
    .input(z.strictObject({ slug, article: z.string().min(1).max(120) }))
    .query(({ ctx, input }) => readArticle(ctx, input)),
  /** For a subject that is being typed; a long one counts by its beginning. */
  suggestArticles: procedure
    .input(z.strictObject({ slug, text: z.string().max(1_000) }))
    .query(({ ctx, input }) => readSuggestions(ctx, input)),
});
