/** `postern draft show`: the text of a draft. */
import { displayText } from '@postern/core/client';
import { draftFields, namedDrafts } from '../drafts.ts';
import type { Args } from '../flags.ts';
import { localTime } from '../look.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** The newer one where two machines wrote; the other is named. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, draftFields);
  const [draft, ...others] = await namedDrafts(session, args);
  const shape = {
    ...{ fields: draftFields, columns: ['text'] },
    table: () => `${displayText(draft.text, { multiline: true })}\n`,
  };
  await printOne(session, args, draft, shape);
  for (const other of others)
    await session.say(
      `Another text of it is ${other.where === 'here' ? 'on this machine' : 'at the desk'}, of ${localTime(other.updatedAt)}.`,
    );
}
