/** `postern ticket note`: a note for the team. Nothing here can make it public. */
import { attachedFiles, requireWithinLimits, withUploads } from '../attaching.ts';
import { requireBodySource, withBody } from '../body.ts';
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { shownTicket, ticketRef } from '../numbers.ts';
import { orKeep, requireQueueable } from '../offline-outbox.ts';
import { chosenFields } from '../output.ts';
import { requestIdFor } from '../request-id.ts';
import type { Session } from '../session.ts';
import { writtenShape } from '../written-shape.ts';

/** Keeps the note on the ticket, or with `-` the same note on each. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, writtenShape.fields);
  const named = args.ticket as string;
  const ticket = named === '-' ? null : shownTicket(ticketRef(named));
  requireBodySource(session, args);
  const files = await attachedFiles(args);
  requireQueueable(args);
  const requestId = requestIdFor(session, args);
  const writing = {
    fileName: `postern-${ticket?.replace('#', '') ?? 'SEVERAL'}-INTERNAL-NOTE.md`,
    header: [
      `INTERNAL NOTE on ${ticket ?? 'several tickets'}`,
      'For the team only: no customer ever sees what you write below this comment.',
      'Save and leave to keep it; an empty text keeps nothing.',
    ],
  };
  return withBody(session, args, writing, async (body) => {
    const client = await session.client();
    await requireWithinLimits(client, files);
    return eachTicket(session, args, {
      act: async (each) => {
        const note = { ticket: each, body, requestId: named === '-' ? `${requestId}-${each}` : requestId };
        const kept = { ticket: each, deed: { kind: 'note', body } as const, requestId: note.requestId };
        const { id, at, text } = await orKeep(session, args, kept, () =>
          withUploads(client, files, (uploads) => client.tickets.note.mutate({ ...note, uploads })),
        );
        return { ticket: each, kind: 'note', id, at, text };
      },
      done: (note) => `Kept inside, on ${shownTicket(note.ticket)}.`,
      shape: writtenShape,
      showsData: false,
    });
  });
}
