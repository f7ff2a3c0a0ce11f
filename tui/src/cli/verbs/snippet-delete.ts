/** `postern snippet delete`: nobody finds it any more; what was written with it stays. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['name'], columns: ['name'] };

/** Asks first. Throws `SNIPPET_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const snippet = args.name as string;
  if (!(await session.confirm(`Delete the snippet "${snippet}"?`)))
    throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  await (await session.client()).snippets.delete.mutate({ snippet });
  await session.say(`Deleted ${snippet}.`);
  if (session.format !== 'table') await printOne(session, args, { name: snippet }, shape);
}
