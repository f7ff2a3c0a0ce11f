/** `postern view rename`: another name for a view. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['name'], columns: ['name'] };

/** Throws `VIEW_NOT_FOUND`, `NAME_TAKEN`, or `NOT_ALLOWED` for a shared one. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const renamed = await (await session.client()).views.rename.mutate({
    view: args.name as string,
    name: args.rename as string,
  });
  await session.say(`The view is called "${renamed.name}" now.`);
  if (session.format !== 'table') await printOne(session, args, renamed, shape);
}
