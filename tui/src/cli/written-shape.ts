/** How a reply or a note that was just written is printed. */
import type { Shape } from './output.ts';

export const writtenShape: Shape = {
  fields: ['ticket', 'kind', 'id', 'at', 'text'],
  columns: ['ticket', 'kind', 'id', 'at'],
};

/** The same of a reply, with its readers and whether the portal shows each of them the ticket. */
export const sentShape: Shape = { ...writtenShape, fields: [...writtenShape.fields, 'to', 'held'] };
