/** `postern form delete`: takes a form away; tickets filed with it stay. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['name'], columns: ['name'] };

/** Asks first. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const client = await session.client();
  const { name } = await client.forms.view.query({ form: args.form as string });
  if (!(await session.confirm(`Delete the form "${name}"?`)))
    throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  const deleted = await client.forms.delete.mutate({ form: name });
  await session.say(`Deleted the form "${deleted.name}".`);
  if (session.format !== 'table') await printOne(session, args, deleted, shape);
}
