/** `postern agent enable`: a disabled agent may sign in again. */
import { agentFields, agentRecord, agentViewShape } from '../agent-table.ts';
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Throws `AGENT_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, agentFields);
  const which = { agent: args.email as string, ...ifVersionOf(args) };
  const agent = await (await session.client()).agents.enable.mutate(which);
  await session.say(`${agent.name} may sign in again.`);
  if (session.format !== 'table')
    await printOne(session, args, agentRecord(session, agent), agentViewShape(session, args));
}
