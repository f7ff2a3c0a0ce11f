/** `postern agent edit`: says whether an agent is away. */
import { agentFields, agentRecord, agentViewShape } from '../agent-table.ts';
import { yesOrNo } from '../choices.ts';
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Oneself (`me`), or with the permission `agents.manage` anybody. Throws `AGENT_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, agentFields);
  const ifVersion = ifVersionOf(args);
  // The flag is required, so there is a word.
  const isAway = yesOrNo('away', args.away) as boolean;
  const agent = await (await session.client()).agents.edit.mutate({
    ...{ agent: args.email as string, isAway },
    ...ifVersion,
  });
  await session.say(
    isAway
      ? `${agent.name} is away: new tickets that go round pass by.`
      : `${agent.name} is there: new tickets that go round come by.`,
  );
  if (session.format !== 'table')
    await printOne(session, args, agentRecord(session, agent), agentViewShape(session, args));
}
