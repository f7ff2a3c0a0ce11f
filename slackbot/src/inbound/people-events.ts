/** Somebody changed in Slack: who is deactivated there, or became a guest, acts for no agent any more. */
import { slackIdOf } from '../slack-ids.ts';
import type { EventHandler } from './events.ts';

export const onPersonChanged: EventHandler = async ({ client }, { teamId, event }) => {
  const user = (event.user ?? {}) as Record<string, unknown>;
  const userId = slackIdOf(user);
  if (!userId) return;
  const isRefused = Boolean(
    user.deleted || user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.is_bot,
  );
  const timeZone = slackIdOf(user.tz);
  await client.slack.suspendPerson.mutate({
    teamId,
    userId,
    isSuspended: isRefused,
    ...(timeZone && { timeZone }),
  });
};
