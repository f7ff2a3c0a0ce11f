/** What in a reply looks as if it were meant for the team, said before it goes out. */
import type { AgentViewer, Queries } from '../context.ts';
import type { Leak } from '../tickets/leak-check.ts';
import { replyLeaks } from '../tickets/reply-leaks.ts';
import { slackLinks } from './customer-text.ts';

export interface ReplyWarning {
  kind: Leak['kind'] | 'slack';
  /** The passage of the reply. */
  passage: string;
}

/** What every reply is looked through for, and ways into Slack. Each passage once. */
export async function replyWarnings(
  queries: Queries,
  agent: AgentViewer,
  { ticketId, text }: { ticketId: string; text: string },
): Promise<ReplyWarning[]> {
  const leaks = await replyLeaks(queries, agent, { ticketId, text });
  return [...leaks, ...slackLinks(text).map((passage) => ({ kind: 'slack' as const, passage }))];
}
