/** The verbs about what has been written and not sent. */
import type { VerbEntry } from '../verbs.ts';
import { one } from './words-behind.ts';

export const drafts: readonly VerbEntry[] = [
  {
    name: 'draft list',
    about: 'List your drafts, on this machine and at the desk',
    flags: [],
    required: [],
    examples: [
      ['postern draft list', 'One line for each text; "here" is this machine'],
      ['postern draft list --json', 'For scripts'],
    ],
  },
  {
    name: 'draft show',
    about: 'Print the text of a draft',
    positionals: [one],
    flags: ['kind'],
    required: [],
    examples: [
      ['postern draft show 1042', 'The newer one, where two machines wrote'],
      ['postern draft show 1042 --kind note', 'Of a ticket with both'],
    ],
  },
  {
    name: 'draft delete',
    about: 'Throw a draft away, here and at the desk',
    positionals: [one],
    flags: ['kind'],
    required: [],
    examples: [['postern draft delete 1042 --yes', 'Without a question']],
  },
];
