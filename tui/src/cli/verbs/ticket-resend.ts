/** `postern ticket resend`: mails a reply once more. */
import type { Resent } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { messageRef, shownTicket, ticketRef } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import { requestIdFor } from '../request-id.ts';
import type { Session } from '../session.ts';

const fields = ['ticket', 'message', 'to', 'waiting'];

/** To whoever was mailed before, or to one contact with `--to`. Asks, unless `--yes`: it leaves the desk. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const ticket = ticketRef(args.ticket as string);
  // Required by the table of verbs, so it is there.
  const message = messageRef(args.message as string);
  const requestId = requestIdFor(session, args);
  const { tickets } = await session.client();
  const whom = args.to === undefined ? 'everybody who was mailed it' : args.to;
  if (!(await session.confirm(`Mail this reply of ${shownTicket(ticket)} to ${whom} again?`)))
    throw new CliProblem('CANCELLED', 'Nothing was sent.');
  const wish = { ticket, message, requestId, ...(args.to !== undefined && { to: args.to }) };
  const resent = await tickets.resend.mutate(wish);
  for (const line of sentences(resent)) await session.say(line);
  if (session.format !== 'table') await printOne(session, args, resent, { fields, columns: fields });
}

function sentences({ ticket, to, waiting }: Resent): string[] {
  const names = (people: Resent['to']) => people.map(({ name, email }) => `${name} <${email}>`).join(', ');
  return [
    ...(to.length > 0 ? [`It is mailed again to ${names(to)}. See: postern ticket view ${ticket}`] : []),
    ...(waiting.length > 0 ? [`Not to ${names(waiting)}: a mail of it is on its way already.`] : []),
  ];
}
