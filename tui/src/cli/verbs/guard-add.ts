/** `postern guard add`: asks before a reply with these words goes out. */
import type { Args } from '../flags.ts';
import { changeWords } from '../guarded-words.ts';
import type { Session } from '../session.ts';

/** Throws `BAD_INPUT` for what is no word, and where the list is full. */
export function act(session: Session, args: Args): Promise<undefined> {
  return changeWords(session, args, {
    way: 'add',
    done: 'Guarded from now on',
    asBefore: 'Nothing changed: they are guarded already.',
  });
}
