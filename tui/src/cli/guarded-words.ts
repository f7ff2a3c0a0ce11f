/** Adds or removes words that a reply is held back for, and says what that changed. */
import type { Args } from './flags.ts';
import { chosenFields, printOne, type Shape } from './output.ts';
import type { Session } from './session.ts';

const shape: Shape = { fields: ['added', 'removed'], columns: ['added', 'removed'] };

/** What is so already is said and changes nothing. */
export async function changeWords(
  session: Session,
  args: Args,
  { way, done, asBefore }: { way: 'add' | 'remove'; done: string; asBefore: string },
): Promise<undefined> {
  chosenFields(args, shape.fields);
  const words = [...(args.words ?? [])];
  const changed = await (await session.client()).guard.change.mutate({ [way]: words });
  const names = [...changed.added, ...changed.removed];
  await session.say(names.length > 0 ? `${done}: ${names.join(', ')}.` : asBefore);
  if (session.format !== 'table') await printOne(session, args, changed, shape);
}
