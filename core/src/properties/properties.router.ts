/** What agents ask of properties: the desk's own fields on its tickets. */
import { z } from 'zod';
import type { CatalogueProperty } from '../query/catalogue.ts';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { createProperty } from './create-property.ts';
import { deleteProperty } from './delete-property.ts';
import { editProperty } from './edit-property.ts';
import { listProperties } from './list-properties.ts';
import { propertyTypes } from './property-values.ts';
import { lineInput, optionInput, propertyKeyInput } from './property-wishes.ts';

const settings = agentWith('portal.settings');
const key = z.string().min(1).max(100);
const label = lineInput(100);
const options = z.array(optionInput).max(100);
const audiences = ['internal', 'form', 'portal'] as const;

const typeNames = Object.values(propertyTypes);
const type = z
  .enum(typeNames as [string, ...string[]], `must be one of ${typeNames.join(', ')}`)
  .transform(
    (name) =>
      Object.entries(propertyTypes).find(([, shown]) => shown === name)?.[0] as CatalogueProperty['type'],
  );
const audience = z
  .enum(audiences, `must be one of ${audiences.join(', ')}`)
  .transform((name) => name.toUpperCase() as CatalogueProperty['audience']);

export const propertiesRouter = router({
  list: agentOnly.query(async ({ ctx }) => ({ items: await listProperties(ctx.core.db.read) })),
  create: settings
    .input(
      z.strictObject({
        key: propertyKeyInput,
        label: label.optional(),
        type,
        options: options.default([]),
        audience: audience.default('INTERNAL'),
      }),
    )
    .mutation(({ ctx, input }) => createProperty(ctx, input)),
  edit: settings
    .input(
      z.strictObject({
        property: key,
        label: label.optional(),
        type: type.optional(),
        audience: audience.optional(),
        addOptions: options.optional(),
        removeOptions: z.array(z.string().max(200)).max(100).optional(),
        renameOptions: z
          .array(z.strictObject({ from: z.string().max(200), to: optionInput }))
          .max(100)
          .optional(),
      }),
    )
    .mutation(({ ctx, input }) => editProperty(ctx, input)),
  delete: settings
    .input(z.strictObject({ property: key, dropsValues: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => deleteProperty(ctx, input)),
});
