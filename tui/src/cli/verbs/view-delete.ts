/** `postern view delete`: a view goes, its tickets stay. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['name'], columns: ['name'] };

/** Asks, unless `--yes`. Throws `VIEW_NOT_FOUND`, or `NOT_ALLOWED` for a shared one. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const view = args.name as string;
  if (!args.yes && !(await session.confirm(`Delete the view "${view}"?`)))
    throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  const deleted = await (await session.client()).views.delete.mutate({ view });
  await session.say(`Deleted the view "${deleted.name}".`);
  if (session.format !== 'table') await printOne(session, args, deleted, shape);
}
