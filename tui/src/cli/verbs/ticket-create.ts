/** `postern ticket create`: a ticket in a contact's name. */
import { attachedFiles, requireWithinLimits, withUploads } from '../attaching.ts';
import { requireBodySource, withBody } from '../body.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { requestIdFor } from '../request-id.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

/** Files it and prints it. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, ticketFields);
  requireBodySource(session, args);
  const files = await attachedFiles(args);
  const requestId = requestIdFor(session, args);
  const from = args.from as string;
  const subject = args.subject as string;
  const writing = {
    fileName: 'postern-NEW-TICKET.md',
    header: [
      `NEW TICKET of ${from}: ${subject}`,
      `PUBLIC: ${from} reads in the portal what you write below this comment.`,
      'Save and leave to file it; an empty text files nothing.',
    ],
  };
  return withBody(session, args, writing, async (body) => {
    const client = await session.client();
    await requireWithinLimits(client, files);
    const ticket = await withUploads(client, files, (uploads) =>
      client.tickets.create.mutate({
        from,
        subject,
        body,
        requestId,
        uploads,
        ...(args.inbox !== undefined && { inbox: args.inbox }),
      }),
    );
    await session.say(`Filed #${ticket.number}: ${ticket.subject}`);
    if (session.format !== 'table')
      await printOne(session, args, ticketRecord(ticket), ticketShape(session, args));
    return 0;
  });
}
