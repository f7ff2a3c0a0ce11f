/** `postern agent revoke`: takes a permission from an agent. */
import { agentFields, agentRecord, agentViewShape } from '../agent-table.ts';
import { given } from '../choices.ts';
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Wherever it was held, or with `--inbox` there. Throws `STILL_IN_USE` for the desk's last `agents.manage`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, agentFields);
  const { permission, inbox } = args;
  const ifVersion = ifVersionOf(args);
  const agent = await (await session.client()).agents.revoke.mutate({
    agent: args.email as string,
    permission: permission as string,
    ...given({ inbox }),
    ...ifVersion,
  });
  await session.say(
    `${agent.name} does not have "${permission}"${inbox === undefined ? '' : ` in ${inbox}`} any more.`,
  );
  await printOne(session, args, agentRecord(session, agent), agentViewShape(session, args));
}
