/** `postern property delete`: takes a property and its values away. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['key', 'tickets'], columns: ['key', 'tickets'] };

/** Asks first where tickets would lose a value. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const property = args.property as string;
  const client = await session.client();
  const { items } = await client.properties.list.query();
  const tickets = items.find(({ key }) => key === property.toLowerCase())?.tickets ?? 0;
  if (tickets > 0) {
    const lose = tickets === 1 ? '1 ticket loses its value' : `${tickets} tickets lose their value`;
    if (!(await session.confirm(`Delete "${property}"? ${lose}, and it cannot be had back.`)))
      throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  }
  const deleted = await client.properties.delete.mutate({ property, dropsValues: tickets > 0 });
  await session.say(`Deleted the property "${deleted.key}".`);
  if (session.format !== 'table') await printOne(session, args, deleted, shape);
}
