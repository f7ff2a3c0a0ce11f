/** Reads `key=value` from the command line; a value `@FILE` is what stands in that file. */
import type { Args } from './flags.ts';
import { wholeNumber } from './numbers.ts';
import { usageProblem } from './problem.ts';
import { bytesIn, type Limit, textIn } from './read-file.ts';
import type { Session } from './session.ts';

const limit: Limit = { mostBytes: 1024 * 1024, tooLarge: 'is too large: at most 1 MB can be read' };

/** The key and what stands behind the first "=". Throws a usage problem for a word without one, or a key that comes twice. */
export function pairsOf(session: Session, words: readonly string[]): [key: string, value: string][] {
  const pairs = words.map((word): [string, string] => {
    const at = word.indexOf('=');
    if (at <= 0)
      throw usageProblem(`"${word}" is not key=value.`, `Write it as: ${session.command} key=value`);
    return [word.slice(0, at), word.slice(at + 1)];
  });
  const twice = pairs.find(([key], index) => pairs.findIndex(([other]) => other === key) !== index);
  if (twice) throw usageProblem(`"${twice[0]}" is given twice.`);
  return pairs;
}

/** The value itself, or the text of the file behind "@"; "@@" begins a value with "@". */
export async function typedValue(value: string): Promise<string> {
  if (!value.startsWith('@')) return value;
  if (value.startsWith('@@')) return value.slice(1);
  return textIn(value.slice(1), limit);
}

/** Settings whose value is no text. */
const pictures: readonly string[] = ['brand.logo', 'brand.favicon'];

async function pictureValue(typed: string, value: string): Promise<string> {
  if (value.startsWith('@')) return (await bytesIn(value.slice(1), limit)).toString('base64');
  if (value === 'none') return value;
  throw usageProblem(`"${typed}" takes a file.`, `Write it as: ${typed}=@FILE`);
}

/** The settings as the desk takes them; `keyOf` makes the desk's key of the typed one. */
export async function settingsOf(
  session: Session,
  args: Args,
  keyOf = (typed: string) => typed,
): Promise<Record<string, string>> {
  const settings: Record<string, string> = {};
  for (const [typed, value] of pairsOf(session, args.settings ?? [])) {
    const key = keyOf(typed);
    settings[key] = pictures.includes(key) ? await pictureValue(typed, value) : await typedValue(value);
  }
  return settings;
}

/** `--if-revision`, as a part of a call. */
export function ifRevisionOf(args: Args): { ifRevision?: number } {
  const ifRevision = wholeNumber('if-revision', args['if-revision'], 0);
  return ifRevision === undefined ? {} : { ifRevision };
}
