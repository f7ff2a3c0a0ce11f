/** `postern agent list`: the agents and what each may do. */
import { agentFields, agentRecord, agentShape } from '../agent-table.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';

/** All of them, by name. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, agentFields);
  const { items, nextCursor } = await (await session.client()).agents.list.query();
  await printList(session, args, {
    items: items.map((agent) => agentRecord(session, agent)),
    nextCursor,
    shape: agentShape(session, args),
  });
}
