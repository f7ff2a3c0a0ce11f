/** The composer as it opens: what it is about, who would read it, and the draft that was kept. */
import { createEditor } from '../editor/editor.ts';
import { withQuote } from './composing-words.ts';
import type { Draft } from './draft-files.ts';
import {
  type Composer,
  customerName,
  type Person,
  type Ticket,
  type TicketRow,
  type WritingKind,
} from './model.ts';

/** With `quote` below the draft; without a draft it gets an id of its own. */
export function newComposer(from: {
  kind: WritingKind;
  row: TicketRow;
  draft: Draft | null;
  ticket: Ticket | undefined;
  quote: string | undefined;
  me: Person | null;
  newId: () => string;
}): Composer {
  const { kind, row, draft, ticket, quote } = from;
  return {
    ...{ kind, ticketId: row.id, number: row.number, subject: row.subject, customer: customerName(row) },
    ...{ editor: createEditor(withQuote(draft?.text ?? '', quote)), top: 0 },
    requestId: draft?.requestId ?? from.newId(),
    audience: ticket?.audience ?? null,
    knownMessages: ticket ? messagesOfOthers(ticket, from.me).length : null,
    arrived: { count: 0, from: '' },
    ...{ askedFor: 0, leaksAskedFor: null, hasAskedForWriter: false },
    ...{ seen: draft?.seen ?? null, other: null, savedAt: null },
    ...{ files: draft?.files ?? [], acts: draft?.acts ?? null, uploading: null, isSending: false },
  };
}

/** What customers wrote, and what colleagues have answered: whoever writes has to know of both. */
export function messagesOfOthers(ticket: Ticket, me: Person | null) {
  return ticket.timeline.filter(
    ({ kind, direction, author }) => kind === 'message' && (direction === 'in' || author.name !== me?.name),
  );
}
