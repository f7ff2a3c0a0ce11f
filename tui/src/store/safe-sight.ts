/** What the portal shows of a ticket, as the desk tells it, made safe to print on arrival. */
import type { CustomerSees } from '@postern/core/client';
import { displayText } from '@postern/core/words';

/** One message as the customer has it. A note has no place in this type. */
export interface SeenMessage {
  id: string;
  at: number;
  author: { kind: 'you' | 'contact' | 'agent'; name: string };
  channel: string;
  text: string;
  /** Names of its files with their sizes. */
  files: readonly string[];
}

/** Through whose eyes, what is seen, and what is left out. Every text is safe to print. */
export interface SightView {
  contact: string | null;
  isVisible: boolean;
  gates: readonly { name: string; isOpen: boolean; detail: string }[];
  subject: string;
  label: string;
  /** The clock that customers see: notes do not move it. */
  lastActivityAt: number;
  /** The desk's own fields that are for customers. */
  properties: readonly { label: string; value: string }[];
  messages: readonly SeenMessage[];
  /** In words; empty when the customer gets all there is. */
  leftOut: string;
}

/** The answer for one contact. */
export function safeSight({ contact, visible, gates, page, keptBack }: CustomerSees): SightView {
  return {
    contact: contact && (displayText(contact.name).trim() || displayText(contact.email)),
    isVisible: visible,
    gates: gates.map(({ name, pass, detail }) => ({ name, isOpen: pass, detail: displayText(detail) })),
    subject: displayText(page.subject),
    label: displayText(page.statusLabel),
    lastActivityAt: Date.parse(page.lastActivityAt),
    properties: page.properties.map(({ label, value }) => ({
      label: displayText(label),
      value: displayText([value].flat().join(', ')),
    })),
    messages: page.messages.map(({ id, at, author, channel, text, attachments }) => ({
      id,
      at: Date.parse(at),
      author: { kind: author.kind, name: displayText(author.name) },
      channel: displayText(channel),
      text: displayText(text, { multiline: true }),
      files: attachments.map(
        ({ fileName, bytes }) =>
          `${displayText(fileName)} (${Math.ceil(bytes / 1_024).toLocaleString('en')} KB)`,
      ),
    })),
    leftOut: leftOutWords(keptBack),
  };
}

/** `2 notes, 1 message over old@acme.example (not connected)`. */
function leftOutWords({ notes, messages }: CustomerSees['keptBack']): string {
  const parts = [
    ...(notes > 0 ? [counted(notes, 'note')] : []),
    ...messages.map(({ count, reason, address }) => {
      const over = reason === 'unconnected-channel' ? ', which is not connected' : '';
      return `${counted(count, 'message')} over ${displayText(address)}${over}`;
    }),
  ];
  return parts.join('; ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
