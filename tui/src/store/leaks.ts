/** What in a reply was meant for the team, found in the thread that is on the screen. */
import { type Leak, leaksIn } from '@postern/core/words';
import type { Hub } from './hub.ts';
import type { Entry } from './model.ts';

/** Asks the desk for the team's names only where the text has an `@`. */
export async function leaksOf(hub: Hub, ticketId: string, text: string): Promise<readonly Leak[]> {
  const { timeline = [] } = hub.get().tickets.get(ticketId) ?? {};
  const textsOf = (kind: Entry['kind']) =>
    timeline.filter((each) => each.kind === kind).map((each) => each.text);
  const team = { notes: textsOf('note'), messages: textsOf('message') };
  const agents = text.includes('@')
    ? await hub.ask((options) => hub.client.auth.agents.query(undefined, options))
    : null;
  return leaksIn(text, { ...team, teammates: agents?.ok ? agents.value : [] });
}
