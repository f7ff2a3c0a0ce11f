/** `postern slack digest`: the hour at which Slack tells an agent what waits for them. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['hour'], columns: ['hour'] };

/** Of one's own day, in Slack's time zone. Throws `BAD_INPUT` for who is not linked with Slack. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const text = (args.hour as string).toLowerCase();
  const hour = text === 'off' ? null : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (hour !== null && !(hour <= 23))
    throw usageProblem(`"${args.hour}" is no hour of a day.`, 'Say one from 0 to 23, or off.');
  const settled = await (await session.client()).slackSettings.setDigest.mutate({ hour });
  await session.say(
    settled.hour === null
      ? 'Slack sends you no digest any more.'
      : `Slack tells you at ${settled.hour}:00 what waits for you, on days on which something does.`,
  );
  if (session.format !== 'table') await printOne(session, args, settled, shape);
}
