/** What people write behind flags and as `key=value`: switches in words, lists with commas, pairs. */
import { usageProblem } from './problem.ts';

/** `on` or `off`. Throws a usage problem for anything else. */
export function onOrOff(flag: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  const word = text.trim().toLowerCase();
  if (['on', 'yes', 'true'].includes(word)) return true;
  if (['off', 'no', 'false'].includes(word)) return false;
  throw usageProblem(`--${flag} takes on or off, not "${text}".`);
}

/** Words with commas between them; undefined where the flag was not given. */
export function commaList(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `key=value` at its first "=". Throws a usage problem where there is none. */
export function pairOf(text: string, example: string): [key: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)];
  throw usageProblem(`"${text}" has no "=" between a name and a value.`, `Write it like: ${example}`);
}

/** `none`, or nothing at all, takes a value away. */
export function orNull(text: string): string | null {
  return text.trim() === '' || text.trim().toLowerCase() === 'none' ? null : text;
}
