/** `postern outbox retry`: sends a waiting reply now, or tries again what could not be sent. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['id'], columns: ['id'] };

/** Throws `OUTBOX_ITEM_NOT_FOUND`, `HELD_REPLY_NOT_FOUND`, or what refuses the reply now. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const item = args.item as string;
  const retried = await (await session.client()).outbox.retry.mutate({ item });
  await session.say(item.startsWith('hld_') ? 'Sent.' : 'It is tried again.');
  if (session.format !== 'table') await printOne(session, args, retried, shape);
}
