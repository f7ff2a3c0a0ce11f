/** How properties are printed. */
import type { Shape } from './output.ts';

/** Only added to, never renamed. */
export const propertyFields = ['key', 'label', 'type', 'audience', 'options', 'tickets', 'forms'];

export const propertyShape: Shape = {
  fields: propertyFields,
  columns: ['key', 'label', 'type', 'audience', 'tickets', 'options'],
};
