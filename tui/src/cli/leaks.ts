/** The passages of a reply that look as if they were meant for the team, in lines for whoever sends it. */
import { type Leak, leaksIn, type Outputs, type PosternClient } from '@postern/core/client';

/** Compares with the ticket's notes, and with the names of the team where the text names anybody. */
export async function leaksFor(
  client: PosternClient,
  body: string,
  { timeline }: Pick<Outputs['tickets']['view'], 'timeline'>,
): Promise<readonly Leak[]> {
  const textsOf = (kind: 'note' | 'message') =>
    timeline.filter((entry) => entry.kind === kind).map((entry) => entry.text);
  return leaksIn(body, {
    notes: textsOf('note'),
    messages: textsOf('message'),
    teammates: body.includes('@') ? await client.auth.agents.query() : [],
  });
}

/** One line a passage. */
export function leakLines(leaks: readonly Leak[]): string[] {
  const what = {
    note: 'Stands in an internal note',
    teammate: 'Names a teammate',
    host: 'Names a machine of your own network',
  };
  return leaks.map(({ kind, passage }) => `${what[kind]}: "${passage.replace(/\s+/g, ' ')}"`);
}
