/** `postern contact invite`: mails a contact the link to set up a login, once unless asked again. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';
import { sayWarnings } from '../settings-table.ts';

const fields = ['email', 'isInvited', 'invitedAt', 'warnings'];
const shape: Shape = { fields, columns: ['email', 'isInvited', 'invitedAt'] };

export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const client = await session.client();
  const answer = await client.contacts.invite.mutate({ email: args.email as string, again: args.again });
  await session.say(
    answer.isInvited
      ? answer.warnings
        ? `An invitation to ${answer.email} is written down.`
        : `An invitation to ${answer.email} is on its way.`
      : `${answer.email} was invited before, so nothing was sent. To send another: postern contact invite ${answer.email} --again`,
  );
  await sayWarnings(session, answer);
  if (session.format !== 'table') await printOne(session, args, answer, shape);
}
