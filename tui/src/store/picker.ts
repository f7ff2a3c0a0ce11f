/** A choice from a list: which of it fits what was typed, the best fit first. */
import { textOf } from '../editor/editor.ts';
import { typedTicket } from './merging.ts';
import type { Choice, Picker } from './model.ts';
import { typedContact } from './people-choices.ts';
import { typedValue } from './property-choices.ts';
import { typedTime } from './snooze-choices.ts';
import { newTag } from './tag-choices.ts';

/** The choices that fit what was typed; without a word, all of them in their order. */
export function choicesShown(picker: Picker): readonly Choice[] {
  // There what is typed is a name, or a path whose choices were looked for on the disk.
  if (picker.purpose.kind === 'saveView' || picker.purpose.kind === 'attach') return picker.choices;
  const typed = textOf(picker.editor);
  const words = wordsOf(typed);
  if (words.length === 0) return picker.choices;
  // Each of these shows its key: whoever goes on to press it means that one.
  const isItsKey = ({ detail }: Choice) =>
    picker.purpose.kind === 'more' && detail.split(' ').at(-1) === typed;
  const fits = picker.choices
    .map((choice) => ({ choice, fit: isItsKey(choice) ? Number.MAX_VALUE : fitOf(choice, words) }))
    .filter(({ fit }) => fit !== null);
  const shown = fits.sort((a, b) => Number(b.fit) - Number(a.fit)).map(({ choice }) => choice);
  const fresh = typedChoice(picker);
  if (fresh) return [...shown, fresh];
  if (picker.purpose.kind !== 'merging') return shown;
  // There a letter is as likely meant for yes or no: whatever was typed, what changes nothing stands first.
  const safe = picker.choices.filter(({ to }) => to === 'apart');
  return [...safe, ...shown.filter((choice) => !safe.includes(choice))];
}

/** What was typed as a choice of its own, where that can be. */
function typedChoice({ purpose, choices, editor }: Picker): Choice | null {
  if (purpose.kind === 'tag') return newTag(choices, textOf(editor));
  if (purpose.kind === 'propertyValue') return typedValue(purpose.property, textOf(editor), purpose.at);
  if (purpose.kind === 'palette')
    return (
      (purpose.goesToTickets ? numberedTicket(textOf(editor)) : null) ??
      typedCommand(textOf(editor), purpose.firstWords)
    );
  if (purpose.kind === 'contacts') return typedContact(choices, textOf(editor));
  if (purpose.kind === 'relate') return typedTicket(choices, textOf(editor));
  if (purpose.kind === 'merge') return typedTicket(choices, textOf(editor));
  return purpose.kind === 'snooze' ? typedTime(textOf(editor), purpose.at) : null;
}

/** A ticket's number, to go to it. */
function numberedTicket(typed: string): Choice | null {
  const number = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  return number === undefined
    ? null
    : { label: `Go to #${number}`, detail: 'ticket', to: `ticket ${number}` };
}

/** What begins like a command of the command line and goes on behind it; null for the words of a search. */
function typedCommand(typed: string, firstWords: ReadonlySet<string>): Choice | null {
  const [first = '', ...others] = typed.trim().split(/\s+/);
  if (others.length === 0 || !firstWords.has(first)) return null;
  return { label: `Run: ${typed.trim()}`, detail: 'as on the command line', to: `cli ${typed.trim()}` };
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/**
 * Null unless every word typed stands somewhere in the choice. "as me" fits "Assign to me": beginnings of the label's
 * words count most, then the label, then what stands beside it.
 */
function fitOf({ label, detail }: Choice, words: readonly string[]): number | null {
  const inLabel = label.toLowerCase();
  const starts = wordsOf(label);
  let fit = inLabel.startsWith(words.join(' ')) ? 1 : 0;
  for (const word of words) {
    if (starts.some((start) => start.startsWith(word))) fit += 3;
    else if (inLabel.includes(word)) fit += 2;
    else if (detail.toLowerCase().includes(word)) fit += 1;
    else return null;
  }
  return fit;
}
