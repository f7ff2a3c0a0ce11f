/** `postern ticket reply`: an answer that the customer reads. */
import { requireBodySource, withBody } from '../body.ts';
import type { Args } from '../flags.ts';
import { ticketRef, wholeNumber } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import { requestIdFor } from '../request-id.ts';
import type { Session } from '../session.ts';
import { writtenShape } from '../written-shape.ts';

/**
 * Shows who will read it and asks, unless `--yes`. What is sent carries the hash of the audience that was shown, so
 * that the desk refuses it when somebody joined meanwhile.
 */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, writtenShape.fields);
  const ref = ticketRef(args.ticket as string);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  requireBodySource(session, args);
  if (!session.canAsk && !args.yes) {
    throw usageProblem(
      'A reply goes to the customer, and there is no terminal to show the recipients on and ask.',
      'To send it all the same: add --yes',
    );
  }
  const requestId = requestIdFor(session, args);
  const client = await session.client();
  const { number, subject, audience } = await client.tickets.view.query({ ticket: ref });
  const readers = audience.to
    .map(({ name, email }) => (name === email ? email : `${name} <${email}>`))
    .join(', ');
  const writing = {
    fileName: `postern-${number}-PUBLIC-REPLY.md`,
    header: [
      `PUBLIC REPLY on #${number}: ${subject}`,
      `${readers} will read what you write below this comment.`,
      'Save and leave to go on; an empty text sends nothing.',
    ],
  };
  return withBody(session, args, writing, async (body) => {
    if (!args.yes) {
      await session.show(`PUBLIC REPLY on #${number}: ${subject}\nTo ${readers}`);
      if (!(await session.confirm('Send it to the customer?')))
        throw new CliProblem('CANCELLED', 'Nothing was sent.');
    }
    const { id, at, text } = await client.tickets.reply.mutate({
      ticket: number,
      body,
      audienceHash: audience.hash,
      requestId,
      ...(ifVersion !== undefined && { ifVersion }),
    });
    await session.say(`Sent to ${readers}.`);
    if (session.format !== 'table')
      await printOne(session, args, { ticket: number, kind: 'message', id, at, text }, writtenShape);
    return 0;
  });
}
