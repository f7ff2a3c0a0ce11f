/** How a reply or a note that was just written is printed. */
import type { Shape } from './output.ts';

export const writtenShape: Shape = {
  fields: ['ticket', 'kind', 'id', 'at', 'text'],
  columns: ['ticket', 'kind', 'id', 'at'],
};
