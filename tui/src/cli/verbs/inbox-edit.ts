/** `postern inbox edit`: changes an inbox's name, pipeline and rules. */
import type { Args } from '../flags.ts';
import { inboxFields, inboxSettings, inboxShape } from '../inbox-shape.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Tickets that are there stay in their pipeline. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, inboxFields);
  const change = { ...inboxSettings(args), ...(args.rename !== undefined && { name: args.rename }) };
  if (Object.keys(change).length === 0)
    throw usageProblem('There is nothing to change.', 'See: postern inbox edit --help');
  const client = await session.client();
  const edited = await client.inboxes.edit.mutate({ inbox: args.name as string, ...change });
  await session.say(`Changed the inbox "${edited.name}".`);
  if (session.format !== 'table') await printOne(session, args, edited, inboxShape);
}
