/** What an agent is told in Slack, and when: the hour of the digest, and which messages they do without. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { ofConnectedTeam } from '../slack-rooms/connected-team.ts';
import { type OptionalSubject, silence, silenceKey } from '../slack-rooms/direct-messages.ts';
import { localHour } from './local-hour.ts';

/**
 * An hour of the agent's own day in Slack's time zone, or null for never. What is past today begins tomorrow. Throws
 * `BAD_INPUT` for who is not linked.
 */
export async function setDigest(ctx: AgentContext, hour: number | null): Promise<{ hour: number | null }> {
  const { agentId } = ctx.viewer;
  await inTransaction(ctx, async (work) => {
    const people = await work.tx.slackPerson.findMany({
      where: { agentId, ...(await ofConnectedTeam(work.tx)) },
    });
    if (people.length === 0) throw notLinked();
    for (const { teamId, userId, timeZone } of people) {
      const today = localHour(work.now, timeZone);
      const isPast = hour !== null && today.hour >= hour;
      await work.tx.slackPerson.update({
        where: { teamId_userId: { teamId, userId } },
        data: { digestHour: hour, ...(isPast && { lastDigestOn: today.day }) },
      });
    }
  });
  return { hour };
}

/** Whether the agent is told of something in Slack; all of it is told until they say otherwise. */
export async function setNotice(
  ctx: AgentContext,
  wish: { about: OptionalSubject; isOn: boolean },
): Promise<{ about: OptionalSubject; isOn: boolean }> {
  const { about, isOn } = wish;
  const key = silenceKey(ctx.viewer.agentId);
  await inTransaction(ctx, async (work) => {
    const row = await work.tx.setting.findUnique({ where: { key } });
    const others = (silence.safeParse(row?.value).data ?? []).filter((each) => each !== about);
    const value = isOn ? others : [...others, about];
    await work.tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  });
  return { about, isOn };
}

/** The refusal of what needs somebody in Slack to write to. */
function notLinked(): PosternError {
  return new PosternError('BAD_INPUT', 'The desk does not know yet who you are in Slack.', {
    hint: 'Link yourself: postern slack link',
  });
}
