/** The verbs about views. */
import type { Positional, VerbEntry } from '../verbs.ts';
import { words } from './words-behind.ts';

const view: Positional = { name: 'name', about: 'The name of the view', isRequired: true, isMany: false };

export const views: readonly VerbEntry[] = [
  {
    name: 'view list',
    about: 'List the views: queries with a name, yours and the shared ones',
    flags: [],
    required: [],
    examples: [
      ['postern view list', 'In their order, with the keys that show them in the inbox'],
      ['postern view list --json', 'For scripts'],
    ],
  },
  {
    name: 'view save',
    about: 'Save a query under a name; a name that is there gets the new query',
    positionals: [view, { ...words, isRequired: true }],
    flags: ['shared'],
    required: [],
    examples: [
      ['postern view save "Old ones" is:open older:3w', 'For yourself'],
      ['postern view save Urgent "is:open priority:urgent" --shared', 'For everybody on the desk'],
    ],
  },
  {
    name: 'view rename',
    about: 'Give a view another name',
    positionals: [view],
    flags: ['rename'],
    required: ['rename'],
    examples: [['postern view rename "Old ones" --rename "Three weeks"', 'It keeps its place']],
  },
  {
    name: 'view move',
    about: 'Put a view at another place; the first nine have a key in the inbox',
    positionals: [view],
    flags: ['position'],
    required: ['position'],
    examples: [['postern view move Urgent --position 1', 'The key 1 shows it']],
  },
  {
    name: 'view delete',
    about: 'Delete a view; its tickets stay',
    positionals: [view],
    flags: [],
    required: [],
    examples: [['postern view delete "Old ones" --yes', 'Without a question']],
  },
];
