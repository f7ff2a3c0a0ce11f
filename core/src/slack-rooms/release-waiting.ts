/** What waits for Slack goes at once when Slack is there again, and does not sit out the pause that its last try began. */
import type { Work } from '../context.ts';

/** What may have been posted is looked for in its own time, unless even looking has been put off for longer. */
const longestLookMs = 10_000;

export async function releaseWaiting({ tx, now, rings }: Work): Promise<void> {
  const soon = new Date(now.getTime() + longestLookMs);
  await tx.outboxItem.updateMany({
    where: {
      kind: 'SLACK',
      OR: [
        { state: 'PENDING', dueAt: { gt: now } },
        { state: 'AMBIGUOUS', dueAt: { gt: soon } },
      ],
    },
    data: { dueAt: now },
  });
  rings.outbox = true;
}
