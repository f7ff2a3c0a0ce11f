/** `postern guard remove`: lets these words go out without a question. */
import type { Args } from '../flags.ts';
import { changeWords } from '../guarded-words.ts';
import type { Session } from '../session.ts';

/** Throws `BAD_INPUT` for what is no word. */
export function act(session: Session, args: Args): Promise<undefined> {
  return changeWords(session, args, {
    way: 'remove',
    done: 'No longer guarded',
    asBefore: 'Nothing changed: none of them was guarded. See them all: postern guard list',
  });
}
