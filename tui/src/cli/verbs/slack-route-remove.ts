/** `postern slack route remove`: a route goes, its cards stay. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['id', 'room'], columns: ['id', 'room'] };

/** Throws `SLACK_ROOM_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const removed = await (await session.client()).slackSettings.removeRoute.mutate({
    route: args.route as string,
  });
  await session.say(`No more tickets go into #${removed.room} by this route. Cards that are there stay.`);
  if (session.format !== 'table') await printOne(session, args, removed, shape);
}
