/** `postern agent invite`: makes an agent without a password, and lets them choose one. */
import { agentFields, agentRecord, agentViewShape } from '../agent-table.ts';
import type { Args } from '../flags.ts';
import { localTime } from '../look.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const fields = [...agentFields, 'code', 'expiresAt'];

/** Where no mail can carry the code it stands alone on stdout, this one time. Throws `NAME_TAKEN` for an agent. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const { url } = await session.connection();
  const invited = await (await session.client()).agents.invite.mutate({
    email: args.email as string,
    name: args.name as string,
    permissions: [...args.grant],
    again: args.again,
  });
  const { name, email, code, expiresAt } = invited;
  await session.say(
    code === null
      ? `${name} is invited. A mail to ${email} is on its way; its code works once, for 7 days.`
      : `${name} is invited. The desk has no mail server, so hand this code over yourself: it works once, until ${localTime(String(expiresAt))}, and is not shown again.\nThey type: postern auth accept --url ${url} CODE`,
  );
  if (invited.permissions.length === 0)
    await session.say(`${name} may do nothing yet: postern agent grant ${email} PERMISSION`);
  const isForPrograms = session.format === 'json' || session.format === 'jsonl' || args.fields !== undefined;
  if (code === null && !isForPrograms) return;
  const shape: Shape = {
    ...agentViewShape(session, args),
    fields,
    columns: ['code'],
    table: () => `${code}\n`,
  };
  await printOne(session, args, agentRecord(session, invited), shape);
}
