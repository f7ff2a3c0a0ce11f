/** Reads the query language: `is:open assignee:me stage:"Waiting on us" (a OR -b) "exact words" sort:-updated`. */

import { type Grammar, ticketGrammar } from './grammar.ts';
import { nearest } from './nearest.ts';
import type { Comparison, ParsedQuery, QueryProblem, QueryTree, QueryValue, Sort } from './query-tree.ts';
import { searchPhrase } from './search-words.ts';

interface Token {
  kind: 'open' | 'close' | 'or' | 'minus' | 'term';
  text: string;
  field?: string;
  /** Whether a part of it stands in quotation marks. */
  isQuoted?: boolean;
  at: number;
}

/** In words, values, "-" and "(". More would be deeper than a database follows. */
const mostParts = 120;

const newestFirst: Sort = { key: 'updated', descending: true };

/**
 * Never throws. What cannot be understood is named in `problems`, with its place and the nearest valid name;
 * a caller that gets problems must not run the tree, for it would find too much.
 */
export function parseQuery(text: string, grammar: Grammar = ticketGrammar): ParsedQuery {
  const tokens = tokenize(text);
  if (partsOf(tokens) > mostParts) {
    const message = `This query is too long: at most ${mostParts} words and values fit.`;
    return { tree: { and: [] }, sort: newestFirst, problems: [{ message, at: 0 }] };
  }
  const problems: QueryProblem[] = [];
  let sort = newestFirst;
  let next = 0;

  const parseOr = (depth: number): QueryTree => {
    const branches = [parseAnd(depth)];
    const begin = tokens[next]?.at ?? 0;
    while (tokens[next]?.kind === 'or') {
      next += 1;
      branches.push(parseAnd(depth));
    }
    // An empty side matches everything, and so would the whole.
    if (branches.length > 1 && branches.some((branch) => 'and' in branch && branch.and.length === 0))
      problems.push({ message: 'An "OR" needs something on both sides.', at: begin });
    return branches.length === 1 ? (branches[0] as QueryTree) : { or: branches };
  };

  const parseAnd = (depth: number): QueryTree => {
    const parts: QueryTree[] = [];
    const passedOver: Token[] = [];
    for (let token = tokens[next]; token && token.kind !== 'or'; token = tokens[next]) {
      if (token.kind === 'close') {
        if (depth > 0) break;
        problems.push({ message: 'A ")" without its "(".', at: token.at });
        next += 1;
        continue;
      }
      if (isWordless(token) && !token.isQuoted) {
        passedOver.push(token);
        next += 1;
        continue;
      }
      const part = parseTerm(depth);
      if (part) parts.push(part);
    }
    // The dash of a pasted subject; but alone it would narrow nothing, and find everything.
    if (!parts.some((part) => 'words' in part)) problems.push(...passedOver.map(notSearchable));
    return parts.length === 1 ? (parts[0] as QueryTree) : { and: parts };
  };

  const parseTerm = (depth: number): QueryTree | null => {
    const token = tokens[next] as Token;
    next += 1;
    if (token.kind === 'minus') {
      const follower = tokens[next];
      if (!follower || follower.kind === 'or' || follower.kind === 'close') {
        problems.push({ message: 'A "-" with nothing behind it.', at: token.at });
        return null;
      }
      const inner = parseTerm(depth);
      return inner && { not: inner };
    }
    if (token.kind === 'open') {
      if (depth >= 20) {
        problems.push({ message: 'Too many nested parentheses.', at: token.at });
        next = tokens.length;
        return null;
      }
      const inner = parseOr(depth + 1);
      if (tokens[next]?.kind === 'close') next += 1;
      else problems.push({ message: 'A "(" without its ")".', at: token.at });
      return inner;
    }
    return termTree(token);
  };

  /** Whether these are words to search for in which nothing can be searched for. */
  const isWordless = (token: Token): boolean =>
    token.kind === 'term' &&
    token.field === undefined &&
    grammar.places !== undefined &&
    searchPhrase(token.text) === null;

  const termTree = (token: Token): QueryTree | null => {
    if (isWordless(token)) {
      problems.push(notSearchable(token));
      return null;
    }
    if (token.field === undefined) {
      const meant = token.isQuoted ? null : meantCondition(token.text, grammar);
      if (!meant) return { words: token.text };
      problems.push({
        message: `"${token.text}" is not a condition. Write ${meant}, or put it in quotation marks to search for the words.`,
        at: token.at,
      });
      return null;
    }
    if (token.field === 'sort' && grammar.sortKeys.length > 0) {
      const key = token.text.replace(/^-/, '');
      if (!grammar.sortKeys.includes(key)) {
        const keys = grammar.sortKeys.join(', ');
        problems.push({ message: `Cannot sort by "${key}". Sort by ${keys}.`, at: token.at });
      } else {
        // The dash follows mail and forges: `-updated` is newest first.
        sort = { key: key as Sort['key'], descending: token.text.startsWith('-') };
      }
      return null;
    }
    if (token.field.toLowerCase() === 'in' && grammar.places) return placedTree(token, grammar.places);
    const field = fieldNamed(token.field, grammar);
    if (!field) {
      const guess = nearest(token.field, grammar.fields);
      const { fields, ownFields, sortKeys } = grammar;
      const own = ownFields ? [ownFields.shown] : [];
      const known = [...fields, ...own, ...(sortKeys.length > 0 ? ['sort'] : [])].join(', ');
      problems.push({
        message: `Unknown field "${token.field}:".${guess ? ` Did you mean "${guess}:"?` : ''} Fields are ${known}.`,
        at: token.at,
      });
      return null;
    }
    const values = valuesOf(token.text);
    if (values.length === 0) {
      problems.push({ message: `"${field}:" needs a value behind it.`, at: token.at });
      return null;
    }
    if (isPlace(field, grammar) && values.some(holdsNoWords)) {
      problems.push(notSearchable(token));
      return null;
    }
    return { field, values };
  };

  /** `in:notes "allow list"`: the words behind it are looked for there alone. */
  const placedTree = (token: Token, places: ReadonlyMap<string, string>): QueryTree | null => {
    const field = places.get(token.text.toLowerCase());
    const words = tokens[next];
    if (field && words?.kind === 'term' && words.field === undefined) {
      next += 1;
      if (isWordless(words)) {
        problems.push(notSearchable(words));
        return null;
      }
      return { field, values: [{ kind: 'word', text: words.text }] };
    }
    const message = field
      ? `"in:${token.text}" needs words behind it, such as in:${token.text} refund.`
      : `"in:${token.text}" is not known. Valid are in:subject, in:messages, in:notes.`;
    problems.push({ message, at: token.at });
    return null;
  };

  const tree = parseOr(0);
  return { tree, sort, problems };
}

/** Whether words are looked for in it: `subject:`, `message:`, `note:`. */
function isPlace(field: string, { places }: Grammar): boolean {
  return places !== undefined && [...places.values()].includes(field);
}

function holdsNoWords(value: QueryValue): boolean {
  return value.kind === 'word' && searchPhrase(value.text) === null;
}

/** A condition that is left out would find too much: bulk acts and portals' filters must not rest on one. */
function notSearchable({ text, at }: Token): QueryProblem {
  const words = text.startsWith('"') ? text : `"${text}"`;
  return { message: `${words} holds no letter and no digit, so it cannot be searched for.`, at };
}

function partsOf(tokens: Token[]): number {
  let parts = 0;
  for (const { kind, field, text } of tokens) {
    if (kind === 'term') parts += field === undefined ? 1 : valuesOf(text).length;
    else if (kind !== 'or') parts += 1;
  }
  return parts;
}

function fieldNamed(name: string, grammar: Grammar): string | null {
  const lower = name.toLowerCase();
  if (grammar.fields.includes(lower)) return lower;
  const { ownFields } = grammar;
  if (ownFields && lower.startsWith(ownFields.prefix))
    return ownFields.key.test(lower.slice(ownFields.prefix.length)) ? lower : null;
  return grammar.synonyms.get(lower) ?? null;
}

/**
 * What `priority=high` was meant to be: taken as a word to search for, it would find nothing, and a portal's filter
 * would hide everything. Null for what is no field with a foreign operator.
 */
function meantCondition(text: string, grammar: Grammar): string | null {
  const parts = /^([A-Za-z]+(?:\.[A-Za-z0-9_.-]*?)?)(!=|==|=|>=|<=|>|<|~)(.*)$/.exec(text);
  const [, name = '', operator = '', value = ''] = parts ?? [];
  const field = name && (grammar.sortKeys.length > 0 && name === 'sort' ? name : fieldNamed(name, grammar));
  if (!field) return null;
  const compares = /[<>]/.test(operator) ? operator : '';
  return `${operator === '!=' ? '-' : ''}${field}:${compares}${value || '…'}`;
}

/** Splits at spaces, keeping quoted text together; a field's value may be quoted in whole or in parts. */
function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
    } else if (rest[0] === '(' || rest[0] === ')') {
      tokens.push({ kind: rest[0] === '(' ? 'open' : 'close', text: rest[0], at });
      at += 1;
    } else if (/^OR(?=[\s()]|$)/.test(rest)) {
      tokens.push({ kind: 'or', text: 'OR', at });
      at += 2;
    } else if (rest[0] === '-') {
      tokens.push({ kind: 'minus', text: '-', at });
      at += 1;
    } else {
      const [raw] = /^(?:"[^"]*"?|[^\s()"])+/.exec(rest) as RegExpExecArray;
      // What stands behind a dot is a name of the desk's own, and those may hold more than letters.
      const field = /^([A-Za-z]+(?:\.[A-Za-z0-9_.-]*)?):/.exec(raw);
      tokens.push(
        field
          ? { kind: 'term', field: field[1] as string, text: raw.slice(field[0].length), at }
          : { kind: 'term', text: raw.replaceAll('"', ' ').trim(), isQuoted: raw.includes('"'), at },
      );
      at += raw.length;
    }
  }
  return tokens.filter((token) => token.kind !== 'term' || token.field !== undefined || token.text !== '');
}

function valuesOf(text: string): QueryValue[] {
  const parts = text.match(/(?:"[^"]*"?|[^,"])+/g) ?? [];
  return parts
    .map((part) => readValue(part.replaceAll('"', '').trim(), part.startsWith('"')))
    .filter((part) => part !== null);
}

function readValue(text: string, quoted: boolean): QueryValue | null {
  if (text === '') return null;
  if (quoted) return { kind: 'word', text };
  const compare = /^(>=|<=|>|<)(.+)$/.exec(text);
  if (compare) return { kind: 'compare', comparison: compare[1] as Comparison, text: compare[2] as string };
  const range = /^(.+?)\.\.(.+)$/.exec(text);
  if (range) return { kind: 'range', from: range[1] as string, to: range[2] as string };
  return { kind: 'word', text };
}
