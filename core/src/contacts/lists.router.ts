/** What agents ask of contact lists. */
import { z } from 'zod';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { addMembers } from './add-to-list.ts';
import { contactQuery, pageOf, reference, shownName } from './contact-input.ts';
import { createList } from './create-list.ts';
import { deleteList } from './delete-list.ts';
import { editList } from './edit-list.ts';
import { listLists, viewList } from './list-lists.ts';
import { removeMembers } from './remove-from-list.ts';

const reader = agentWith('tickets.read');
const writer = agentWith('contacts.write');
const name = shownName(100);
const emails = z.array(reference).min(1, 'must name somebody').max(1_000, 'holds at most 1,000 at once');
const members = z.strictObject({ list: reference, emails });

export const listsRouter = router({
  /** Names and numbers, so that whoever sets a portal up can choose. */
  list: agentOnly.query(async ({ ctx }) => ({ items: await listLists(ctx), nextCursor: null })),
  view: reader
    .input(z.strictObject({ list: reference, ...pageOf }))
    .query(({ ctx, input }) => viewList(ctx, input)),
  create: writer
    .input(z.strictObject({ name, filter: contactQuery.optional() }))
    .mutation(({ ctx, input }) => createList(ctx, input)),
  edit: writer
    .input(z.strictObject({ list: reference, name: name.optional(), filter: contactQuery.optional() }))
    .mutation(({ ctx, input }) => editList(ctx, input)),
  add: writer.input(members).mutation(({ ctx, input }) => addMembers(ctx, input)),
  remove: writer.input(members).mutation(({ ctx, input }) => removeMembers(ctx, input)),
  delete: writer
    .input(z.strictObject({ list: reference }))
    .mutation(({ ctx, input }) => deleteList(ctx, input.list)),
});
