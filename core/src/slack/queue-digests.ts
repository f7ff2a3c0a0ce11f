/** Tells agents in Slack, once a day at the hour they chose, what waits for them. */
import { type Core, inDeskTransaction } from '../context.ts';
import { ofConnectedTeam } from '../slack-rooms/connected-team.ts';
import { queueDm } from '../slack-rooms/direct-messages.ts';
import { localHour } from './local-hour.ts';

/** What was due while the desk was down is told late rather than not, on the same day. */
export async function queueDigests(core: Core): Promise<void> {
  if (!core.config.slack) return;
  const people = await core.db.read.slackPerson.findMany({
    where: {
      digestHour: { not: null },
      suspendedAt: null,
      agent: { disabledAt: null },
      ...(await ofConnectedTeam(core.db.read)),
    },
  });
  const now = core.clock.now();
  for (const { teamId, userId, agentId, digestHour, timeZone, lastDigestOn } of people) {
    const { day, hour } = localHour(now, timeZone);
    if (hour < (digestHour ?? 24) || lastDigestOn === day) continue;
    await inDeskTransaction(core, async (work) => {
      await work.tx.slackPerson.update({
        where: { teamId_userId: { teamId, userId } },
        data: { lastDigestOn: day },
      });
      await queueDm(work, agentId, { about: 'digest', day }, `digest:${day}`);
    });
  }
}
