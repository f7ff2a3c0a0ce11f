/** The tick below a message of the team whose words a customer has: adding it twice is adding it once. */
import type { DeliveryOutcome } from '@postern/core';
import { webApi } from '@slack/bolt';
import { troubleOf } from '../slack-errors.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';

/** A message that is gone, or a room that we left, needs no tick. */
export async function addTick(
  { web }: SlackWorkspace,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<DeliveryOutcome> {
  try {
    await web.reactions.add({ channel: channelId, timestamp: ts, name: 'white_check_mark' });
  } catch (error) {
    const { kind, words, afterMs, lacksScope } = troubleOf(error);
    const isThere = error instanceof webApi.WebAPIPlatformError && error.data.error === 'already_reacted';
    if (isThere || kind === 'target' || kind === 'room') return { state: 'done' };
    if (lacksScope) return { state: 'dead', reason: words };
    if (kind === 'notDone' && error instanceof webApi.WebAPIPlatformError)
      return { state: 'dead', reason: words };
    return { state: 'retry', reason: words, ...(afterMs && { afterMs }) };
  }
  return { state: 'done' };
}
