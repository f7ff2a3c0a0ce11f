/** `postern slack room`: what may happen in a channel that tickets go into. */
import { given } from '../choices.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { roomFields, roomShape } from '../slack-shapes.ts';
import { onOrOff } from '../values.ts';

/** Throws `SLACK_ROOM_NOT_FOUND` for a channel into which nothing goes, unless it becomes the fallback. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, roomFields);
  const wish = given({
    isFallback: onOrOff('fallback', args.fallback),
    isConfidential: onOrOff('confidential', args.confidential),
    takesReplies: onOrOff('replies', args.replies),
    allowsGuests: onOrOff('guests', args.guests),
    keepsStrangers: onOrOff('strangers', args.strangers),
  });
  if (Object.keys(wish).length === 0)
    throw usageProblem('There is nothing to change.', 'See: postern slack room --help');
  const room = await (await session.client()).slackSettings.setRoom.mutate({
    room: args.channel as string,
    ...wish,
  });
  await session.say(`Changed #${room.room}. How it stands: postern slack status`);
  if (session.format !== 'table') await printOne(session, args, room, roomShape);
}
