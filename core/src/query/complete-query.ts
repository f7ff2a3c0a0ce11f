/** What a query that is being typed may go on with: field names, and the values of the field at the cursor. */
import { type Grammar, sortKeys, ticketGrammar } from './grammar.ts';

/** The names that a desk knows, by the field they belong to: `stage`, `assignee`, `property.plan`. */
export type QueryNames = ReadonlyMap<string, readonly string[]>;

export interface Completion {
  /** What stands there now, from this place to that, counted in characters from 0, is replaced. */
  from: number;
  to: number;
  /** The best first. A whole value, or a field with its colon. */
  options: readonly string[];
}

/** Words that some fields know on every desk. */
const fixed = new Map<string, readonly string[]>([
  ['is', ['open', 'closed', 'unassigned', 'mine', 'unread', 'snoozed', 'draft', 'deleted', 'following']],
  ['tag', ['none', 'any']],
  ['has', ['attachment', 'note']],
  ['channel', ['portal', 'form', 'email', 'slack', 'chat', 'api']],
  ['mentions', ['me']],
  ['assignee', ['me', 'none', 'any']],
  ['follower', ['me']],
  ['team', ['me', 'none', 'any']],
  ['organization', ['none']],
  ['priority', ['low', 'normal', 'high', 'urgent']],
  ['created', ['today', 'yesterday', 'monday']],
  ['updated', ['today', 'yesterday', 'monday']],
  ['closed', ['today', 'yesterday', 'monday']],
  ['older', ['1d', '2d', '1w']],
  ['newer', ['1d', '2d', '1w']],
  ['sort', sortKeys.flatMap((key) => [`-${key}`, key])],
]);

const nothing = (at: number): Completion => ({ from: at, to: at, options: [] });

/**
 * Pure, and never throws. At a word that could still become something else it offers what begins so, then what holds it;
 * at an empty place, and where what is typed is whole and stands alone, it offers nothing.
 */
export function completeQuery(
  text: string,
  cursor: number,
  names: QueryNames,
  grammar: Grammar = ticketGrammar,
): Completion {
  const { start, end } = termAt(text, cursor);
  const before = text.slice(start, cursor);
  const colon = /^[A-Za-z]+(?:\.[A-Za-z0-9_.-]*)?:/.exec(before);
  if (!colon) {
    const fields = [...grammar.fields, 'sort', ...[...names.keys()].filter((name) => name.includes('.'))];
    if (before === '' || before.includes('"')) return nothing(cursor);
    return { from: start, to: end, options: fitting(before, fields).map((field) => `${field}:`) };
  }
  const typedField = colon[0].slice(0, -1).toLowerCase();
  const field = grammar.synonyms.get(typedField) ?? typedField;
  const values = before.slice(colon[0].length);
  // Of several values with commas between them, the one at the cursor.
  const from = start + colon[0].length + lastValueAt(values);
  const typed = text.slice(from, cursor).replace(/^(?:[<>]=?)?"?/, '');
  const known = [...new Set([...(fixed.get(field) ?? []), ...(names.get(field) ?? [])])];
  const options = fitting(typed, known);
  const [only] = options;
  if (options.length === 1 && only?.toLowerCase() === typed.toLowerCase()) return nothing(cursor);
  const operator = /^[<>]=?/.exec(text.slice(from, cursor))?.[0] ?? '';
  return {
    from,
    to: Math.max(cursor, valueEnd(text, cursor, end)),
    options: options.map((each) => operator + quoted(each)),
  };
}

/** The text with an option taken, and where the cursor stands then: behind a space after a value. */
export function takeCompletion(
  text: string,
  { from, to }: Completion,
  option: string,
): { text: string; cursor: number } {
  const rest = text.slice(to);
  const gap = option.endsWith(':') || /^[\s,)]/.test(rest) ? '' : ' ';
  return { text: text.slice(0, from) + option + gap + rest, cursor: from + option.length + gap.length };
}

/** The term around the cursor, without dashes and parentheses before it. */
function termAt(text: string, cursor: number): { start: number; end: number } {
  let start = 0;
  let inQuotes = false;
  for (let at = 0; at < cursor; at += 1) {
    const character = text[at] as string;
    if (character === '"') inQuotes = !inQuotes;
    else if (!inQuotes && (/[\s()]/.test(character) || (character === '-' && at === start))) start = at + 1;
  }
  const rest = text.slice(cursor);
  const stop = rest.search(inQuotes ? /"|$/ : /[\s()"]|$/);
  return { start, end: cursor + stop + (inQuotes && rest[stop] === '"' ? 1 : 0) };
}

function lastValueAt(values: string): number {
  let last = 0;
  let inQuotes = false;
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === '"') inQuotes = !inQuotes;
    else if (values[at] === ',' && !inQuotes) last = at + 1;
  }
  return last;
}

/** Where the value at the cursor ends: before the next comma, unless that is in quotation marks. */
function valueEnd(text: string, cursor: number, end: number): number {
  const comma = text.slice(cursor, end).search(/[,]/);
  return comma < 0 || text.slice(cursor, end).includes('"') ? end : cursor + comma;
}

/** What begins with it, in its order; then what has a word that does. */
function fitting(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  const begins = names.filter((name) => name.toLowerCase().startsWith(wanted));
  const holds = names.filter(
    (name) =>
      !begins.includes(name) &&
      name
        .toLowerCase()
        .split(/[\s._@-]+/)
        .some((part) => part.startsWith(wanted)),
  );
  return [...begins, ...holds];
}

/** A value as the language wants it. */
function quoted(value: string): string {
  return /^[^\s,()"<>]+$/.test(value) && !value.includes('..')
    ? value
    : `"${value.replaceAll('"', ' ').trim()}"`;
}
