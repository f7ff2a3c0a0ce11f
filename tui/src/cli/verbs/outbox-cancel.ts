/** `postern outbox cancel`: takes a waiting reply back, or gives up what could not be sent. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['id', 'text'], columns: ['id', 'text'] };

/** Prints the text of a reply. Throws `OUTBOX_ITEM_NOT_FOUND`, `HELD_REPLY_NOT_FOUND`, or `REPLY_LEFT`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const cancelled = await (await session.client()).outbox.cancel.mutate({ item: args.item as string });
  await session.say(
    cancelled.text === null ? 'Given up: it is not sent any more.' : 'Taken back: nobody has read it.',
  );
  const names = cancelled.attachments.map(({ fileName }) => displayText(fileName)).join(', ');
  if (names !== '')
    await session.say(`Its files are not kept. To send it after all, attach them again: ${names}`);
  const { id, text } = cancelled;
  await printOne(session, args, { id, text }, shape);
}
