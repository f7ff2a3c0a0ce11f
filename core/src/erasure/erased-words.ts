/** What stands in the place of a person who was erased, and how a text loses what names them. */

/** The name that threads, lists and histories show. */
export const erasedName = 'Erased contact';

/** In the place of what they wrote. */
export const erasedText = '(erased)';

/** Nobody's address: no server can be called so (RFC 2606), and each erased contact has its own. */
export function erasedAddress(contactId: string): string {
  return `${contactId}@erased.invalid`;
}

/** What a person was ever called here. */
export interface Known {
  contactId: string;
  names: readonly string[];
  addresses: readonly string[];
}

export interface Scrubber {
  /** Without the person's addresses: for texts of the desk, such as queries. */
  addresses(text: string): string;
  /** Without their addresses and their whole names. */
  names(text: string): string;
  /** Without any part of their names either: for what was written on their tickets, such as "Dear Maria". */
  all(text: string): string;
}

/** A part of a name that is shorter is left alone: it is a word of too many other texts. */
const shortestPart = 3;

export function scrubberFor({ contactId, names, addresses }: Known): Scrubber {
  const whole = names.filter((name) => name.trim().length > 1);
  const parts = whole
    .flatMap((name) => name.split(/[\s,]+/u))
    .filter((part) => part.length >= shortestPart && part !== part.toLowerCase());
  // Neither in the middle of another address nor of a longer one.
  const address = anyOf(addresses, {
    before: '[\\p{L}\\p{N}._%+-]',
    after: '[\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}]',
  });
  const name = anyOf(whole, word);
  const part = anyOf(parts, { ...word, flags: 'gu' });
  const withoutAddresses = (text: string) => replaced(text, address, erasedAddress(contactId));
  const withoutNames = (text: string) => replaced(withoutAddresses(text), name, erasedName);
  return {
    addresses: withoutAddresses,
    names: withoutNames,
    all: (text) => replaced(withoutNames(text), part, erasedName),
  };
}

const word = { before: '[\\p{L}\\p{N}]', after: '[\\p{L}\\p{N}]' };

function anyOf(
  texts: readonly string[],
  { before, after, flags = 'giu' }: { before: string; after: string; flags?: string },
): RegExp | null {
  if (texts.length === 0) return null;
  // The longest first, so that no part of it is found before it.
  const sorted = [...new Set(texts)].sort((a, b) => b.length - a.length);
  const found = sorted.map((text) => literally(text).replaceAll(/\s+/g, '\\s+')).join('|');
  return new RegExp(`(?<!${before})(?:${found})(?!${after})`, flags);
}

function literally(text: string): string {
  return text.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
}

function replaced(text: string, pattern: RegExp | null, by: string): string {
  return pattern ? text.replace(pattern, by) : text;
}

/** The same JSON with other strings. `key` is the nearest name of a field around a string. */
export function mapStrings(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapStrings(each, change, name)]),
  );
}
