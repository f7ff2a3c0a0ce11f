/** Remembers where a ticket's card stands, in the transaction that marks it as posted. */
import { z } from 'zod';
import type { Work } from '../context.ts';

/** What posting a card answers. */
export const postedCard = z.object({ teamId: z.string(), channelId: z.string(), threadTs: z.string() });

export async function linkThread(
  work: Work,
  ticketId: string,
  posted: z.infer<typeof postedCard>,
): Promise<void> {
  await work.tx.slackLink.upsert({
    where: { ticketId_teamId_channelId: { ticketId, teamId: posted.teamId, channelId: posted.channelId } },
    create: { ...posted, id: work.core.ids.next('slackLink'), ticketId, lastTs: posted.threadTs },
    update: { threadTs: posted.threadTs, lastTs: posted.threadTs },
  });
}
