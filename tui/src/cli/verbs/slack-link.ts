/** `postern slack link`: a code that tells the desk who its agent is in Slack. */
import type { Args } from '../flags.ts';
import { localTime } from '../look.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['code', 'expiresAt'];

/** A new one makes the one before it useless. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const { linkCode: code, expiresAt } = await (await session.client()).slackSettings.linkCode.mutate();
  await session.say(`In Slack, type this within ten minutes (by ${localTime(expiresAt)}):`);
  const shape: Shape = { fields, columns: ['code'], table: () => `/postern link ${code}\n` };
  await printOne(session, args, { code, expiresAt }, shape);
}
