/** `postern slack strict`: whether people in Slack become agents by a code alone. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['isStrict'], columns: ['isStrict'] };

/** Links that are there stay. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const { state } = args;
  if (state !== 'on' && state !== 'off')
    throw usageProblem(`"${state}" is neither on nor off.`, 'Say: postern slack strict on');
  const isStrict = state === 'on';
  await (await session.client()).slackSettings.setStrict.mutate({ isStrict });
  await session.say(
    isStrict
      ? 'From now on people in Slack become agents by a code alone: postern slack link. Who is linked already stays so.'
      : 'People in Slack become agents by their address again.',
  );
  if (session.format !== 'table') await printOne(session, args, { isStrict }, shape);
}
