/** `postern snippet delete`: nobody finds it any more; what was written with it stays. */
import type { Args } from '../flags.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Asks first. Throws `SNIPPET_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const snippet = args.name as string;
  if (!(await session.confirm(`Delete the snippet "${snippet}"?`)))
    throw new CliProblem('CANCELLED', 'Nothing was deleted.');
  await (await session.client()).snippets.delete.mutate({ snippet });
  await session.say(`Deleted ${snippet}.`);
}
