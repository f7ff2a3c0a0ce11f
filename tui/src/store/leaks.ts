/** What in a reply looks as if it were not for the customer. */
import { type Leak, leaksIn } from '@postern/core/words';
import type { Hub } from './hub.ts';
import type { Entry } from './model.ts';

/**
 * As the desk finds it; without the desk, what the thread on the screen can tell: what waits for the desk is looked
 * through there before it is sent.
 */
export async function leaksOf(
  hub: Hub,
  { ticketId, text, isAway }: { ticketId: string; text: string; isAway: boolean },
): Promise<{ leaks: readonly Leak[]; isByDesk: boolean }> {
  if (!isAway) {
    const answer = await hub.ask((options) =>
      hub.client.tickets.checkReply.query({ ticket: ticketId, body: text }, options),
    );
    if (answer.ok) return { leaks: answer.value.leaks, isByDesk: true };
  }
  const { timeline = [] } = hub.get().tickets.get(ticketId) ?? {};
  const textsOf = (kind: Entry['kind']) =>
    timeline.filter((each) => each.kind === kind).map((each) => each.text);
  const thread = { notes: textsOf('note'), messages: textsOf('message'), teammates: [] };
  return { leaks: leaksIn(text, thread), isByDesk: false };
}
