/** One thing as lines of a name and a value, for people at a terminal. */
import { displayText } from '@postern/core/client';
import { textWidth } from '../text/width.ts';
import type { Args } from './flags.ts';
import { themeFor } from './look.ts';
import type { Session } from './session.ts';

/** The title on a line of its own; facts without a value are left out. */
export function factsText(
  session: Session,
  args: Args,
  thing: { title: string; facts: readonly (readonly [name: string, value: string | null])[] },
): string {
  const theme = themeFor(session, args);
  const told = thing.facts.filter(([, value]) => value !== null && value !== '');
  const widest = Math.max(...told.map(([name]) => textWidth(name)));
  const lines = told.map(
    ([name, value]) =>
      `${theme.paint('dim', name + ' '.repeat(widest - textWidth(name)))}  ${displayText(value ?? '')}`,
  );
  return `${[theme.paint('strong', displayText(thing.title)), ...lines].join('\n')}\n`;
}
