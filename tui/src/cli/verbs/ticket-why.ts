/** `postern ticket why`: whether a contact sees a ticket in the portal, gate by gate. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { themeFor } from '../look.ts';
import { shownTicket, ticketRef } from '../numbers.ts';
import { chosenFields, columnsOf, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Answers 0 either way: that a ticket is not visible is an answer and no failure. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const fields = ['visible', 'gates'];
  chosenFields(args, fields);
  const ticket = ticketRef(args.ticket as string);
  const contact = args.contact as string;
  const client = await session.client();
  const answer = await client.tickets.why.query({ ticket, contact });
  if (session.format === 'columns' && !args.fields) {
    for (const { name, pass, detail } of answer.gates)
      session.io.stdout.write(columnsOf([name, pass ? 'open' : 'shut', detail]));
    return;
  }
  const table = () => {
    const theme = themeFor(session, args);
    const lines = answer.gates.map(
      ({ name, pass, detail }) =>
        `  ${theme.paint(pass ? 'success' : 'error', pass ? 'open' : 'shut')}  ${displayText(name).padEnd(12)}  ${displayText(detail)}`,
    );
    const verdict = `${contact} ${answer.visible ? 'sees' : 'does not see'} ticket ${shownTicket(ticket)} in the portal.`;
    return `${[displayText(verdict), ...lines].join('\n')}\n`;
  };
  await printOne(session, args, answer, { fields, columns: fields, table });
}
