/** `postern draft delete`: throws a draft away. */
import { filesOf, namedDrafts } from '../drafts.ts';
import type { Args } from '../flags.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** In both places. Asks first, for it cannot be brought back. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const [draft] = await namedDrafts(session, args);
  const { ticket: number, kind } = draft;
  const what = kind === 'reply' ? 'reply' : 'note';
  if (!(await session.confirm(`Throw the ${what} on #${number} away? It cannot be brought back.`)))
    throw new CliProblem('CANCELLED', 'Nothing was thrown away.');
  const client = await session.client();
  await client.drafts.delete.mutate({ ticket: number, kind });
  const files = await filesOf(session, client);
  for (const each of files.list())
    if (each.number === number && each.kind === kind) files.remove(each.ticketId, kind);
  await session.say(`The ${what} on #${number} is thrown away.`);
}
