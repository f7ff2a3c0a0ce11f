/** `postern guard list`: the words that a reply is held back for. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = {
  fields: ['word'],
  columns: ['word'],
  table: (items) => items.map(({ word }) => `${displayText(String(word))}\n`).join(''),
};

/** All of them. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const words = await (await session.client()).guard.words.query();
  if (words.items.length === 0)
    await session.say('No words are guarded yet. To guard one: postern guard add "Project Falcon"');
  await printList(session, args, { ...words, shape });
}
