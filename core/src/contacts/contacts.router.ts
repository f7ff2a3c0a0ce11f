/** What agents ask of people. */
import { z } from 'zod';
import { eraseContact } from '../erasure/erase-contact.ts';
import { agentWith, router } from '../trpc.ts';
import { contactQuery, emailAddress, languageTag, pageOf, reference, shownName } from './contact-input.ts';
import { createContact } from './create-contact.ts';
import { editContact } from './edit-contact.ts';
import { exportContact } from './export-contact.ts';
import { inviteContact } from './invite-contact.ts';
import { listContacts } from './list-contacts.ts';
import { viewContact } from './view-contact.ts';

// Names and addresses are customers' data: who may read no ticket has no need of them.
const reader = agentWith('tickets.read');
const writer = agentWith('contacts.write');
const name = shownName(200);

export const contactsRouter = router({
  list: reader
    .input(
      z.strictObject({
        query: contactQuery.default(''),
        order: z.enum(['email', 'created']).default('email'),
        ...pageOf,
      }),
    )
    .query(({ ctx, input }) => listContacts(ctx, input)),
  view: reader
    .input(z.strictObject({ contact: reference }))
    .query(({ ctx, input }) => viewContact(ctx, input.contact)),
  create: writer
    .input(
      z.strictObject({
        email: emailAddress,
        name: name.optional(),
        organization: reference.optional(),
        seesOrgTickets: z.boolean().optional(),
        locale: languageTag.optional(),
      }),
    )
    .mutation(({ ctx, input }) => createContact(ctx, input)),
  edit: writer
    .input(
      z.strictObject({
        contact: reference,
        email: emailAddress.optional(),
        name: name.nullable().optional(),
        organization: reference.nullable().optional(),
        seesOrgTickets: z.boolean().optional(),
        locale: languageTag.nullable().optional(),
        isBlocked: z.boolean().optional(),
      }),
    )
    .mutation(({ ctx, input }) => editContact(ctx, input)),
  /** For good. A dry run does it all and takes it back. */
  erase: writer
    .input(z.strictObject({ contact: reference, isDryRun: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => eraseContact(ctx, input)),
  /** Leaves an event, so it is no mere reading. */
  export: writer
    .input(z.strictObject({ contact: reference }))
    .mutation(({ ctx, input }) => exportContact(ctx, input.contact)),
  /** Once, unless another one is asked for. */
  invite: writer
    .input(z.strictObject({ email: z.string().max(320), again: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => inviteContact(ctx, input)),
});
