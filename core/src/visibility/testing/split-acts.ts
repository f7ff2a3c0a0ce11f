/** Splitting a ticket, with what the second opinion must know of both parts. */
import type { ActsDesk } from './portal-acts.ts';

/** From any message but the first on; not where files would go along, for their names hold the word of their ticket. */
export async function splitTicket(
  { world, agent, decided, next }: ActsDesk,
  row: { id: string; number: number },
  choice: number,
): Promise<void> {
  const { read } = world.core.db;
  const said = await read.message.findMany({
    where: { conversation: { ticketId: row.id } },
    include: { attachments: true },
    orderBy: [{ createdAt: 'asc' }, { seq: 'asc' }],
  });
  const at = 1 + (choice % Math.max(1, said.length - 1));
  if (said.length < 2 || said.slice(at).some(({ attachments }) => attachments.length > 0)) return;
  const word = `word${next()}w`;
  const wish = { ticket: row.number, message: at + 1, subject: `About ${word}` };
  const { id } = await agent.tickets.split.mutate(wish);
  decided.words.set(id, word);
  for (const each of [row.id, id]) {
    const { lastPublicAt } = await read.ticket.findUniqueOrThrow({ where: { id: each } });
    decided.spoke.set(each, lastPublicAt);
  }
}
