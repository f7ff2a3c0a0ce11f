/** When an agent is told in Slack what waits for them. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';

/** An hour of the agent's own day in Slack's time zone, or null for never. Throws `BAD_INPUT` for who is not linked. */
export async function setDigest(ctx: AgentContext, hour: number | null): Promise<{ hour: number | null }> {
  const { agentId } = ctx.viewer;
  await inTransaction(ctx, async (work) => {
    const { count } = await work.tx.slackPerson.updateMany({
      where: { agentId },
      data: { digestHour: hour },
    });
    if (count === 0) throw notLinked();
  });
  return { hour };
}

/** The refusal of what needs somebody in Slack to write to. */
export function notLinked(): PosternError {
  return new PosternError('BAD_INPUT', 'The desk does not know yet who you are in Slack.', {
    hint: 'Link yourself: postern slack link',
  });
}
