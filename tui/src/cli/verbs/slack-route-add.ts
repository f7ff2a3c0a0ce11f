/** `postern slack route add`: sends the tickets of a query into a channel. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';
import { routeFields, routeShape } from '../slack-shapes.ts';

/** The same twice is one route. Throws `BAD_QUERY`, and `BAD_INPUT` for what is no channel's name. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, routeFields);
  const query = (args.query ?? []).join(' ');
  const route = await (await session.client()).slackSettings.addRoute.mutate({
    room: args.channel as string,
    query,
  });
  const what = route.query === '' ? 'Every ticket' : `What ${route.query} finds`;
  await session.say(`${what} gets a card in #${route.room} from its next change on.`);
  await printOne(session, args, route, routeShape(session, args));
}
