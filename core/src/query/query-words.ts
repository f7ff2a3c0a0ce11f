/** A query as it was understood, in words: its parts, what each field means, and which moments its times stand for. */

import { momentsOf } from './query-dates.ts';
import { dateFields, type QueryField, type QueryTree, type QueryValue } from './query-tree.ts';
import { writeQuery } from './write-query.ts';

export interface QueryPart {
  /** How deep it lies inside other parts, from 0. */
  depth: number;
  /** `all of`, `any of`, `not`, or a condition as it could have been typed. */
  text: string;
  /** Of a condition, what it asks for. */
  meaning: string | null;
}

const meanings: Record<QueryField, string> = {
  is: 'its state',
  assignee: 'the agent who has it',
  team: 'the team whose it is',
  follower: 'an agent who follows it',
  from: 'who asked, by address, by the end of an address, or by name',
  cc: 'somebody else who is on it, by address, by the end of an address, or by name',
  organization: 'the organization of who asked',
  pipeline: 'the pipeline of its stage',
  stage: 'its stage, in any pipeline that has one of this name',
  priority: 'how urgent it is',
  inbox: 'the inbox where it came in',
  channel: 'the way on which it came',
  tag: 'a tag on it',
  mentions: 'an agent whom a note on it calls by name',
  number: 'its number',
  created: 'when it was filed',
  updated: 'when anything last happened to it',
  closed: 'when it was closed',
  older: 'nothing has happened to it since',
  newer: 'something has happened to it since',
  has: 'what is in its thread',
  subject: 'these words in its subject',
  message: 'these words in a message',
  note: 'these words in a note',
};

/** The parts in their order, each before what lies inside it; nothing for a query that every ticket matches. */
export function queryParts(tree: QueryTree, now: Date): QueryPart[] {
  return partsOf(tree, 0, now);
}

function partsOf(tree: QueryTree, depth: number, now: Date): QueryPart[] {
  const group = (text: string, trees: readonly QueryTree[]) => [
    { depth, text, meaning: null },
    ...trees.flatMap((each) => partsOf(each, depth + 1, now)),
  ];
  if ('and' in tree) return tree.and.length === 0 ? [] : group('all of', tree.and);
  if ('or' in tree) return group('any of', tree.or);
  if ('not' in tree) return group('not', [tree.not]);
  const text = writeQuery(tree);
  if ('words' in tree)
    return [{ depth, text, meaning: 'these words in its subject, a message or a note, or its number' }];
  const spans = dateFields.includes(tree.field as QueryField)
    ? tree.values.map((value) => spanWords(tree.field, value, now))
    : [];
  return [{ depth, text, meaning: [meaningOf(tree.field), ...spans].join('; ') }];
}

/** What a field is about. */
function meaningOf(field: string): string {
  return Object.hasOwn(meanings, field) ? meanings[field as QueryField] : 'a property of this desk';
}

function spanWords(field: string, value: QueryValue, now: Date): string {
  if (field === 'older' || field === 'newer')
    return value.kind === 'word' ? minute(momentsOf(field, value.text, now).from) : '';
  if (value.kind === 'range')
    return `${minute(momentsOf(field, value.from, now).from)} to ${minute(momentsOf(field, value.to, now).to)}`;
  const { from, to } = momentsOf(field, value.text, now);
  if (value.kind === 'word') return `${minute(from)} to ${minute(to)}`;
  const bounds = {
    '>': ['from', to],
    '>=': ['from', from],
    '<': ['before', from],
    '<=': ['before', to],
  } as const;
  const [word, bound] = bounds[value.comparison];
  return `${word} ${minute(bound)}`;
}

function minute(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
