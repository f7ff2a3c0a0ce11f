/** Values after flags that are one of a few words. */
import { usageProblem } from './problem.ts';

/** The value, or undefined when the flag was not given. Throws a usage problem that names the words. */
export function oneOf<Word extends string>(
  flag: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined;
  const word = words.find((each) => each === text.toLowerCase());
  if (word !== undefined) return word;
  throw usageProblem(`--${flag} takes ${words.slice(0, -1).join(', ')} or ${words.at(-1)}, not "${text}".`);
}

/** The same of `yes` and `no`. */
export function yesOrNo(flag: string, text: string | undefined): boolean | undefined {
  const word = oneOf(flag, text, ['yes', 'no']);
  return word === undefined ? undefined : word === 'yes';
}

/** An object without the keys that have no value: what a flag did not say stays as it is. */
export function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
