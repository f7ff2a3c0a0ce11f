/** `postern list delete`: a contact list goes, its contacts stay. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['name'], columns: ['name'] };

/** Asks, unless `--yes`. Throws `LIST_NOT_FOUND`, or `STILL_IN_USE` while a portal lets its members in. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const list = args.name as string;
  const client = await session.client();
  if (!args.yes) {
    const { name, members } = await client.lists.view.query({ list, limit: 1 });
    const isMeant = await session.confirm(
      `Delete the list "${name}", which has ${members === 1 ? '1 member' : `${members} members`}?`,
    );
    if (!isMeant) throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  }
  const deleted = await client.lists.delete.mutate({ list });
  await session.say(`Deleted the list "${deleted.name}".`);
  if (session.format !== 'table') await printOne(session, args, deleted, shape);
}
