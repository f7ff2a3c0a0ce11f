/** What a call is refused with, for tests of refusals. */
import { type Failure, failureOf } from '../client.ts';

/** Throws where the call was not refused. */
export function refusalOf(call: Promise<unknown>): Promise<Failure> {
  return call.then(
    (answer) => {
      throw new Error(`This was expected to be refused, and answered ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );
}
