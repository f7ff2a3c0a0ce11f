/** `postern team list`: the teams and who is in them. */
import type { Args } from '../flags.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';
import { teamFields, teamRecord, teamShape } from '../team-table.ts';

/** All of them, by name. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, teamFields);
  const { items, nextCursor } = await (await session.client()).teams.list.query();
  if (items.length === 0) await session.say('There is no team yet. To make one: postern team create NAME');
  await printList(session, args, {
    items: items.map((team) => teamRecord(session, team)),
    nextCursor,
    shape: teamShape(session, args),
  });
}
