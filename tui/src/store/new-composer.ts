/** The composer as it opens: what it is about, who would read it, and the draft that was kept. */
import { createEditor } from '../editor/editor.ts';
import { withQuote, writerOf } from './composing-words.ts';
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

/** What a composer takes in when its ticket was asked for anew: its readers, and who has written meanwhile. */
export function newsOf(composer: Composer, ticket: Ticket, me: Person | null): Partial<Composer> {
  const messages = messagesOfOthers(ticket, me);
  // The same people, who may see the ticket by now, or no longer.
  const isSame = composer.audience?.hash === ticket.audience.hash;
  const audience = composer.audience && !isSame ? composer.audience : ticket.audience;
  if (composer.knownMessages === null) return { knownMessages: messages.length, audience };
  const count = messages.length - composer.knownMessages;
  const last = messages.at(-1);
  const isNews = count > composer.arrived.count && last !== undefined;
  return { ...(isSame && { audience }), ...(isNews && { arrived: { count, from: writerOf(last) } }) };
}
