/** The word to an agent whose reply is about to leave. */
import { button, buttons } from './card.ts';
import { context, fallback, oneLine, type Rendered } from './text.ts';

export const heldActions = { undo: 'held.undo', now: 'held.now' } as const;

export function heldMessage(answer: {
  held: string;
  recipients: { name: string | null; email: string }[];
}): Rendered {
  const [first, ...others] = answer.recipients;
  const who = first ? oneLine(first.name || first.email, 120) : 'nobody yet; it is kept in the portal';
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const line = `Sending to ${who}${more} in 15 seconds. Editing or deleting your message stops it.`;
  return {
    text: fallback(line),
    blocks: [
      context(line),
      buttons([
        button(heldActions.undo, 'Undo', answer.held),
        button(heldActions.now, 'Send now', answer.held),
      ]),
    ],
  };
}
