/** How settings of the portal, and changes of them, are printed. */
import { displayText } from '@postern/core/client';
import type { Args } from './flags.ts';
import { tableText, themeFor } from './look.ts';
import { chosenFields, type Data, printList, printOne, type Shape } from './output.ts';
import type { Session } from './session.ts';

/** One setting a line. */
export function settingShape(session: Session, args: Args): Shape {
  const table = (items: readonly Data[]) =>
    tableText(
      [{ title: 'SETTING', role: 'strong' }, { title: 'VALUE', most: 40 }, { title: 'TAKES' }],
      items.map(({ key, shown, takes }) => [oneLine(key), oneLine(shown), oneLine(takes)]),
      { theme: themeFor(session, args), width: session.io.columns },
    );
  return { fields: ['key', 'value', 'shown', 'about', 'takes', 'choices'], columns: ['key', 'shown'], table };
}

interface Changed {
  revision: number;
  changed: { key: string; before: string; after: string }[];
  /** How many contacts it invited. */
  invited: number;
  warnings?: string[];
}

const changeFields = ['revision', 'changed', 'invited', 'warnings'];

/** Refuses wrong `--fields` of a change before the desk is asked. */
export function checkChangeFields(args: Args): void {
  chosenFields(args, changeFields);
}

/** Prints what a change came to: as one document, or one setting a line. */
export async function printChange(session: Session, args: Args, answer: Changed): Promise<void> {
  const { changed } = answer;
  await sayWarnings(session, answer);
  if (session.format === 'json' || args.fields) {
    await printOne(session, args, answer, { fields: changeFields, columns: changeFields });
    return;
  }
  if (changed.length === 0) await session.say('All of it was so already.');
  await sayInvited(session, answer.invited);
  if (session.format === 'table') {
    for (const { key, before, after } of changed)
      await session.say(`${key}: ${firstLine(after)} (was ${firstLine(before)})`);
    return;
  }
  await printList(session, args, {
    items: changed,
    nextCursor: null,
    shape: { fields: ['key', 'before', 'after'], columns: ['key', 'before', 'after'] },
  });
}

/** Tells what would surprise, one line each. */
export async function sayWarnings(session: Session, answer: { warnings?: string[] }): Promise<void> {
  for (const warning of answer.warnings ?? []) await session.say(`Warning: ${warning}`);
}

/** Tells that mails leave because of it; nothing when none do. */
export async function sayInvited(session: Session, invited: number): Promise<void> {
  if (invited > 0) await session.say(invited === 1 ? 'Invited 1 contact.' : `Invited ${invited} contacts.`);
}

function firstLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return others.length > 0 ? `${first} …` : first;
}

function oneLine(value: unknown): string {
  return displayText(String(value));
}
