/** What agents ask of support forms. */
import { z } from 'zod';
import { lineInput } from '../properties/property-wishes.ts';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { addField } from './add-field.ts';
import { createForm } from './create-form.ts';
import { deleteForm } from './delete-form.ts';
import { editField } from './edit-field.ts';
import { editForm } from './edit-form.ts';
import { listForms, viewForm } from './form-views.ts';
import { moveField } from './move-field.ts';
import { rehearseFiling } from './rehearse-filing.ts';
import { removeField } from './remove-field.ts';

const settings = agentWith('portal.settings');

const form = z.string().min(1).max(100);
const field = z.string().min(1).max(60);
// Quotation marks would break the commands that name it, and "none" means no form.
const name = lineInput(60)
  .refine((text) => !text.includes('"'), 'may hold no quotation marks')
  .refine((text) => text.toLowerCase() !== 'none', 'is a word with another meaning: choose another one');
const line = (longest: number) => lineInput(longest).nullable().optional();
const help = z
  .string()
  .max(1_000, 'is too long: at most 1,000 characters')
  .transform((text) => text.replaceAll('\0', '').toWellFormed().trim() || null)
  .nullable()
  .optional();
const inbox = z.string().min(1).max(100).nullable().optional();
const position = z.number().int().min(1, 'must be 1 or more').max(100);
const fieldWish = {
  form,
  field,
  label: line(200),
  help,
  required: z.boolean().optional(),
  showIf: z
    .strictObject({ field, values: z.array(z.string().max(200)).min(1, 'needs an answer').max(100) })
    .nullable()
    .optional(),
};

export const formsRouter = router({
  list: agentOnly.query(async ({ ctx }) => ({ items: await listForms(ctx.core.db.read) })),
  view: agentOnly
    .input(z.strictObject({ form }))
    .query(({ ctx, input }) => viewForm(ctx.core.db.read, input.form)),
  /** Whether customers would see what they file with it. Nothing stays of the rehearsal. */
  rehearse: settings
    .input(z.strictObject({ form }))
    // It writes, though nothing of it stays, and only a mutation may.
    .mutation(async ({ ctx, input }) => ({ warnings: await rehearseFiling(ctx, input.form) })),
  create: settings
    .input(
      z.strictObject({
        name,
        template: z.enum(['support', 'blank'], 'must be support or blank').default('support'),
        inbox,
        title: line(200),
        help,
      }),
    )
    .mutation(({ ctx, input }) => createForm(ctx, input)),
  edit: settings
    .input(
      z.strictObject({
        form,
        name: name.optional(),
        title: line(200),
        help,
        inbox,
        ticketProperties: z.boolean().optional(),
      }),
    )
    .mutation(({ ctx, input }) => editForm(ctx, input)),
  delete: settings.input(z.strictObject({ form })).mutation(({ ctx, input }) => deleteForm(ctx, input.form)),
  addField: settings
    .input(z.strictObject({ ...fieldWish, position: position.optional() }))
    .mutation(({ ctx, input }) => addField(ctx, input)),
  editField: settings.input(z.strictObject(fieldWish)).mutation(({ ctx, input }) => editField(ctx, input)),
  moveField: settings
    .input(z.strictObject({ form, field, position }))
    .mutation(({ ctx, input }) => moveField(ctx, input)),
  removeField: settings
    .input(z.strictObject({ form, field }))
    .mutation(({ ctx, input }) => removeField(ctx, input)),
});
