/** `postern view move`: another place for a view. */
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['name', 'position'], columns: ['name', 'position'] };

/** Throws `VIEW_NOT_FOUND`, or `NOT_ALLOWED` for a shared one. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const position = wholeNumber('position', args.position, 1) as number;
  const moved = await (await session.client()).views.move.mutate({ view: args.name as string, position });
  await session.say(`The view "${moved.name}" is number ${moved.position} now.`);
  if (session.format !== 'table') await printOne(session, args, moved, shape);
}
