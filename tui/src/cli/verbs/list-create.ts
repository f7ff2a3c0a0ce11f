/** `postern list create`: a new contact list. */
import { given } from '../choices.ts';
import type { Args } from '../flags.ts';
import { listFields, listHeadShape } from '../list-table.ts';
import { chosenFields, printOne } from '../output.ts';
import { shellWord } from '../profiles.ts';
import type { Session } from '../session.ts';

/** By a filter with `--filter`, else empty and by hand. Throws `NAME_TAKEN` or `BAD_QUERY`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, listFields);
  const { filter } = args;
  const list = await (await session.client()).lists.create.mutate({
    name: args.name as string,
    ...given({ filter }),
  });
  await session.say(
    list.filter === null
      ? `Made the list "${list.name}". To fill it: postern list add ${shellWord(list.name)} EMAIL`
      : `Made the list "${list.name}". Its filter finds ${list.members} now.`,
  );
  await printOne(session, args, list, listHeadShape(session, args));
}
