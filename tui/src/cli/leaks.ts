/** The passages of a reply that look as if they were meant for the team, in lines for whoever sends it. */
import {
  failureOf,
  type Leak,
  leaksIn,
  leakWords,
  type Outputs,
  type PosternClient,
} from '@postern/core/client';

/** As the desk finds them; where it went away meanwhile, what the ticket as it was seen can tell. */
export async function leaksFor(
  client: PosternClient,
  body: string,
  { number, timeline }: Pick<Outputs['tickets']['view'], 'number' | 'timeline'>,
): Promise<readonly Leak[]> {
  try {
    return (await client.tickets.checkReply.query({ ticket: number, body })).leaks;
  } catch (error) {
    // A desk of an older release does not know the question.
    if (!['UNREACHABLE', 'BAD_INPUT'].includes(failureOf(error).code)) throw error;
    const textsOf = (kind: 'note' | 'message') =>
      timeline.filter((entry) => entry.kind === kind).map((entry) => entry.text);
    return leaksIn(body, { notes: textsOf('note'), messages: textsOf('message'), teammates: [] });
  }
}

/** One line a passage. */
export function leakLines(leaks: readonly Leak[]): string[] {
  return leaks.map(({ kind, passage }) => {
    const what = leakWords[kind];
    return `${what.charAt(0).toUpperCase()}${what.slice(1)}: "${passage.replace(/\s+/g, ' ')}"`;
  });
}
