/** `postern agent disable`: ends all sign-ins and tokens of an agent. */
import { agentFields, agentRecord, agentViewShape } from '../agent-table.ts';
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Asks first. Throws `AGENT_NOT_FOUND`, and `STILL_IN_USE` for the last who manages agents. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, agentFields);
  const which = { agent: args.email as string, ...ifVersionOf(args) };
  if (!(await session.confirm(`Disable ${which.agent}? All their sign-ins and tokens end at once.`)))
    throw new CliProblem('CANCELLED', 'Nobody was disabled.');
  const agent = await (await session.client()).agents.disable.mutate(which);
  await session.say(`${agent.name} is disabled. Taken back with: postern agent enable ${agent.email}`);
  if (agent.openTickets > 0)
    await session.say(
      `${agent.openTickets} open ${agent.openTickets === 1 ? 'ticket is' : 'tickets are'} still theirs: postern ticket list is:open assignee:${agent.email}`,
    );
  if (session.format !== 'table')
    await printOne(session, args, agentRecord(session, agent), agentViewShape(session, args));
}
