/** `postern outbox cancel`: takes a waiting reply or act back, or gives up what could not be sent. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { actLine, offlineOutbox } from '../offline-outbox.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['id', 'text'], columns: ['id', 'text'] };

/** Prints the text of a reply. Throws `OUTBOX_ITEM_NOT_FOUND`, `HELD_REPLY_NOT_FOUND`, or `REPLY_LEFT`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const item = args.item as string;
  if (item.startsWith('off_')) return cancelOffline(session, args, item);
  const cancelled = await (await session.client()).outbox.cancel.mutate({ item });
  await session.say(
    cancelled.text === null ? 'Given up: it is not sent any more.' : 'Taken back: nobody has read it.',
  );
  const names = cancelled.attachments.map(({ fileName }) => displayText(fileName)).join(', ');
  if (names !== '')
    await session.say(`Its files are not kept. To send it after all, attach them again: ${names}`);
  const { id, text } = cancelled;
  await printOne(session, args, { id, text }, shape);
}

async function cancelOffline(session: Session, args: Args, item: string): Promise<undefined> {
  const files = (await offlineOutbox(session))?.files;
  const kept = files?.get(item);
  if (!files || !kept)
    throw new CliProblem(
      'NOT_KEPT',
      `Nothing with the id ${item} waits on this machine.`,
      'See: postern outbox list',
    );
  files.remove(item);
  await session.say(`Given up, it is not sent: ${actLine(kept)}.`);
  await printOne(session, args, { id: item, text: 'body' in kept.deed ? kept.deed.body : null }, shape);
}
