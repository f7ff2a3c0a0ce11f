/** `postern slack route list`: which tickets go into which channel. */
import type { Args } from '../flags.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';
import { routeFields, routeShape } from '../slack-shapes.ts';

/** In the order in which they were added. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, routeFields);
  const routes = await (await session.client()).slackSettings.routes.query();
  if (routes.items.length === 0)
    await session.say(
      "There are no routes, so every ticket goes into SLACK_CHANNEL. To add one: postern slack route add '#channel' QUERY",
    );
  await printList(session, args, { ...routes, shape: routeShape(session, args) });
}
