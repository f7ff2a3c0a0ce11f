/** `postern agent grant`: gives an agent a permission. */
import { agentFields, agentRecord, agentViewShape } from '../agent-table.ts';
import { given } from '../choices.ts';
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Everywhere, or with `--inbox` there alone; it holds from the agent's next request on. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, agentFields);
  const { permission, inbox } = args;
  const ifVersion = ifVersionOf(args);
  const agent = await (await session.client()).agents.grant.mutate({
    agent: args.email as string,
    permission: permission as string,
    ...given({ inbox }),
    ...ifVersion,
  });
  await session.say(`${agent.name} has "${permission}" now${inbox === undefined ? '' : ` in ${inbox}`}.`);
  await printOne(session, args, agentRecord(session, agent), agentViewShape(session, args));
}
