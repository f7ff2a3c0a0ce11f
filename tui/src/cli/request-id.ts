/** The id of a request that writes something: sent twice with the same id, it is written once. */
import { randomUUID } from 'node:crypto';
import type { Args } from './flags.ts';
import { usageProblem } from './problem.ts';
import type { Session } from './session.ts';

/** The id given, else a fresh one; the session remembers it, so that a failure can say how to repeat it. */
export function requestIdFor(session: Session, args: Args): string {
  const given = args['request-id'];
  // Leaves room for the number that each of several tickets adds.
  if (given !== undefined && !/^[A-Za-z0-9_-]{8,80}$/.test(given)) {
    throw usageProblem('--request-id takes 8 to 80 letters, digits, "-" or "_".');
  }
  session.requestId = given ?? randomUUID();
  return session.requestId;
}
