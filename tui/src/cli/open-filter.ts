/** A filter that lets every ticket through: meant now and then, and what an empty variable of a script makes, too. */
import { CliProblem } from './problem.ts';
import type { Session } from './session.ts';

/** Asks before the portal shows what its filter hides now. Throws `CANCELLED`, or a usage problem where nobody can be asked. */
export async function confirmOpenFilter(
  session: Session,
  shown: { now: number | null; after: number },
): Promise<void> {
  const now = (shown.now ?? 0).toLocaleString('en');
  const question = `An empty filter shows customers their tickets of every pipeline: ${shown.after.toLocaleString('en')} match then, ${now} now. Set it?`;
  if (!(await session.confirm(question))) throw new CliProblem('CANCELLED', 'Nothing was changed.');
}
