/** `postern list edit`: another name, or another filter. */
import { given } from '../choices.ts';
import type { Args } from '../flags.ts';
import { listFields, listHeadShape } from '../list-table.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Throws `LIST_NOT_FOUND`, `NAME_TAKEN` or `BAD_QUERY`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, listFields);
  const change = given({ name: args.rename, filter: args.filter });
  if (Object.keys(change).length === 0)
    throw usageProblem('This says nothing to change.', 'Say --rename NEW, or --filter QUERY.');
  const list = await (await session.client()).lists.edit.mutate({ list: args.name as string, ...change });
  await session.say(
    `Changed the list "${list.name}". It has ${list.members === 1 ? '1 member' : `${list.members} members`} now.`,
  );
  await printOne(session, args, list, listHeadShape(session, args));
}
