/** What in a reply looks as if it were meant for the team, said before it goes out. */
import type { Queries } from '../context.ts';
import { leaksIn } from '../tickets/leak-check.ts';
import { slackLinks } from './customer-text.ts';

export interface ReplyWarning {
  kind: 'note' | 'teammate' | 'host' | 'slack';
  /** The passage of the reply. */
  passage: string;
}

/** Compares with the ticket's notes and the team's names, and looks for ways into Slack. Each passage once. */
export async function replyWarnings(
  queries: Queries,
  ticketId: string,
  text: string,
): Promise<ReplyWarning[]> {
  const [notes, messages, teammates] = await Promise.all([
    queries.note.findMany({ where: { ticketId }, select: { body: true } }),
    queries.message.findMany({ where: { conversation: { ticketId } }, select: { bodyText: true } }),
    queries.agent.findMany({ where: { disabledAt: null }, select: { name: true, email: true } }),
  ]);
  const leaks = leaksIn(text, {
    notes: notes.map(({ body }) => body),
    messages: messages.map(({ bodyText }) => bodyText),
    teammates,
  });
  return [...leaks, ...slackLinks(text).map((passage) => ({ kind: 'slack' as const, passage }))];
}
