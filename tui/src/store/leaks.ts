/** What in a reply looks as if it were not for the customer. */
import { type Leak, leaksIn } from '@postern/core/words';
import type { Hub } from './hub.ts';
import type { Entry } from './model.ts';

/** As the desk finds it; without the desk, what the thread on the screen can tell. */
export async function leaksOf(hub: Hub, ticketId: string, text: string): Promise<readonly Leak[]> {
  const answer = await hub.ask((options) =>
    hub.client.tickets.checkReply.query({ ticket: ticketId, body: text }, options),
  );
  if (answer.ok) return answer.value.leaks;
  const { timeline = [] } = hub.get().tickets.get(ticketId) ?? {};
  const textsOf = (kind: Entry['kind']) =>
    timeline.filter((each) => each.kind === kind).map((each) => each.text);
  return leaksIn(text, { notes: textsOf('note'), messages: textsOf('message'), teammates: [] });
}
