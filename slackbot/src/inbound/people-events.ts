/** Somebody changed in Slack: who is deactivated there, or became a guest, acts for no agent any more. */
import { slackIdOf } from '../slack-ids.ts';
import type { EventHandler } from './events.ts';

/** The event may be an old one that Slack brings again, so it says only whom to look at. */
export const onPersonChanged: EventHandler = async ({ people }, { teamId, event }) => {
  const userId = slackIdOf(event.user);
  if (userId) await people.lookAgain({ teamId, userId });
};
