/** What a thread is made of, with every text safe to print. */
import type { Delivery } from '@postern/core/client';

/** One thing in a thread. The object stays the same as long as it says the same, so lines made of it can be kept. */
export interface Entry {
  kind: 'message' | 'note' | 'event' | 'held';
  id: string;
  at: number;
  author: { kind: 'agent' | 'contact' | 'desk'; name: string };
  direction: 'in' | 'out' | null;
  source: string;
  /** The number of the merged ticket that it belongs to; null for the ticket's own. */
  ticket: number | null;
  text: string;
  files: readonly EntryFile[];
  /** What became of its mails; nothing where none was due. */
  delivery: readonly EntryDelivery[];
}

/** A mail to one contact about a reply. Every text is safe to print. */
export interface EntryDelivery {
  to: string;
  state: Delivery['state'];
  /** When it left, or since when it waits. */
  at: number;
  /** Why it waits, was skipped, or failed. */
  reason: string | null;
}

/** A file of a message. */
export interface EntryFile {
  id: string;
  /** Its place among all files of the ticket, from 1. */
  number: number;
  name: string;
  /** Its size in words. */
  size: string;
  /** Whether it is a picture by its content. It is named, never drawn. */
  isImage: boolean;
}
