/** How the notice that customers accept is printed. */
import { displayText } from '@postern/core/client';
import type { Shape } from './output.ts';

/** The text as it is at a terminal; in a pipe its parts, one after the other. */
export const consentShape: Shape = {
  fields: ['domain', 'text', 'label', 'reviewedAt'],
  columns: ['domain', 'text', 'label', 'reviewedAt'],
  table: ([consent]) => {
    const { domain, text, label } = consent as { domain: string; text: string | null; label: string | null };
    if (text === null) return `Customers at ${displayText(domain)} accept nothing.\n`;
    return `Customers at ${displayText(domain)} accept:\n\n${displayText(text, { multiline: true })}\n\n[ ] ${displayText(label ?? '')}\n`;
  },
};
