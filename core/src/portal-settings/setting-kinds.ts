/** How values of settings are read and shown, kind by kind: from what somebody types, and from a document. */
import { displayText } from '../display-text.ts';
import { PosternError } from '../errors.ts';
import { nearest } from '../query/nearest.ts';

/** A picture as settings show it: what is known of it, and not its bytes. */
export interface PictureValue {
  type: string;
  width: number;
  height: number;
  bytes: number;
  sha256: string;
}

/** A value as a document holds it; pictures are in no document. */
export type SettingValue = string | number | boolean | readonly string[] | PictureValue | null;

export interface Kind<V extends SettingValue> {
  /** What it takes, in words that follow "takes". */
  takes: string;
  /** The words there are, where it is one of these alone. */
  choices?: readonly string[];
  /** What it is given as; one line unless said otherwise. */
  givenAs?: 'lines' | 'picture';
  /** Throws `BAD_INPUT`, or `BAD_QUERY` for a query, with a sentence that names the setting. */
  read(value: unknown, key: string): V;
  /** As people type it. */
  show(value: V): string;
}

/** What stands for nothing. */
export const nothing = 'none';

/** The refusal of a value. */
export function badSetting(key: string, sentence: string, hint?: string): PosternError {
  return new PosternError('BAD_INPUT', `"${key}" ${sentence}.`, {
    hint: hint ?? `Write it as: postern portal set ${key}=VALUE`,
  });
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'string') throw badSetting(key, 'must be a text');
  // Half characters are kept by no database.
  return value.toWellFormed();
}

function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'string' && ['', nothing].includes(value.trim().toLowerCase()));
}

/** The same kind, with nothing as one more value. */
export function orNone<V extends SettingValue>(kind: Kind<V>): Kind<V | null> {
  return {
    ...kind,
    takes: `${kind.takes}, or ${nothing}`,
    ...(kind.choices && { choices: [...kind.choices, nothing] }),
    read: (value, key) => {
      // An empty file was meant to be a picture, so it must not take away the one that is there.
      const isEmptyFile = kind.givenAs === 'picture' && typeof value === 'string' && value.trim() === '';
      return isNothing(value) && !isEmptyFile ? null : kind.read(value, key);
    },
    show: (value) => (value === null ? nothing : kind.show(value)),
  };
}

/** One line of visible characters. */
export function lineOf(longest: number): Kind<string> {
  return {
    takes: `1 to ${longest} characters on one line`,
    read: (value, key) => {
      const line = textOf(value, key).trim();
      const { length } = [...line];
      if (length === 0) throw badSetting(key, 'must not be empty');
      if (length > longest) throw badSetting(key, `is too long: it has ${length} characters, of ${longest}`);
      if (displayText(line, { maxLength: longest + 1 }) !== line)
        throw badSetting(key, 'must be one line of visible characters');
      return line;
    },
    show: (value) => value,
  };
}

/** Several lines. */
export function textOfLines(longest: number): Kind<string> {
  return {
    takes: `a text of at most ${longest.toLocaleString('en')} characters, or @FILE`,
    givenAs: 'lines',
    read: (value, key) => {
      const text = textOf(value, key).replace(/\r\n?/g, '\n').trim();
      if (text === '') throw badSetting(key, 'must not be empty');
      if (text.length > longest)
        throw badSetting(key, `is too long: it has ${text.length} characters, of ${longest}`);
      if (text.includes('\0')) throw badSetting(key, 'must not have a NUL character in it');
      return text;
    },
    show: (value) => value,
  };
}

/** One of some words. */
export function oneOf<W extends string>(words: readonly W[]): Kind<W> {
  return {
    takes: words.join(' | '),
    choices: words,
    read: (value, key) => {
      const typed = typeof value === 'string' ? value.trim().toLowerCase() : '';
      const word = words.find((each) => each === typed);
      if (word !== undefined) return word;
      const guess = typed === '' ? null : nearest(typed, words);
      throw badSetting(
        key,
        `must be one of ${words.join(', ')}`,
        guess ? `Did you mean: postern portal set ${key}=${guess}` : undefined,
      );
    },
    show: (value) => value,
  };
}

/** Yes or no. */
export const yesNo: Kind<boolean> = {
  takes: 'yes | no',
  choices: ['yes', 'no'],
  read: (value, key) => {
    if (typeof value === 'boolean') return value;
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    if (word === 'yes' || word === 'true') return true;
    if (word === 'no' || word === 'false') return false;
    throw badSetting(key, 'must be yes or no');
  },
  show: (value) => (value ? 'yes' : 'no'),
};

/** Names, with commas between them. */
export const names: Kind<readonly string[]> = {
  takes: `names with commas between them, or ${nothing}`,
  read: (value, key) => {
    if (isNothing(value)) return [];
    const parts: unknown[] = Array.isArray(value) ? value : textOf(value, key).split(',');
    const read = parts.map((part) => textOf(part, key).trim()).filter((part) => part !== '');
    return [...new Set(read)];
  },
  show: (value) => (value.length === 0 ? nothing : value.join(', ')),
};

/** A whole number from 0. */
export function countUpTo(most: number): Kind<number> {
  return {
    takes: `a number from 0 to ${most.toLocaleString('en')}`,
    read: (value, key) => {
      const number = typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > most)
        throw badSetting(key, `must be a number from 0 to ${most}`);
      return number;
    },
    show: (value) => String(value),
  };
}

/** A web address. */
export const webAddress: Kind<string> = {
  takes: 'an address such as https://help.example.com',
  read: (value, key) => {
    const url = URL.parse(textOf(value, key).trim());
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.href.length > 500)
      throw badSetting(key, 'must be an address such as https://help.example.com');
    return url.href;
  },
  show: (value) => value,
};
