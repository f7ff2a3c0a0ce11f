/** `postern inbox create`: a new place where tickets come in. */
import type { Args } from '../flags.ts';
import { inboxFields, inboxSettings, inboxShape } from '../inbox-shape.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** A pipeline that is not there yet is made with the usual stages. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, inboxFields);
  const settings = inboxSettings(args);
  const client = await session.client();
  const made = await client.inboxes.create.mutate({ name: args.name as string, ...settings });
  await session.say(`Made the inbox "${made.name}", which files into the pipeline "${made.pipeline}".`);
  if (session.format !== 'table') await printOne(session, args, made, inboxShape);
}
