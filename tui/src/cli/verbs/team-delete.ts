/** `postern team delete`: a team that nothing needs any more. */
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['name'], columns: ['name'] };

/** Asks first. Throws `TEAM_NOT_FOUND`, and `STILL_IN_USE` while tickets or inboxes need it. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const which = { team: args.name as string, ...ifVersionOf(args) };
  if (!(await session.confirm(`Delete the team "${which.team}"?`)))
    throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  const { name } = await (await session.client()).teams.delete.mutate(which);
  await session.say(`Deleted the team "${name}".`);
  if (session.format !== 'table') await printOne(session, args, { name }, shape);
}
