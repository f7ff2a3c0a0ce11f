/** The verbs about the words that a reply should not hold. */
import type { Positional, VerbEntry } from '../verbs.ts';

const words: Positional = {
  name: 'words',
  about: 'A word or a name; in quotes where it has spaces',
  isRequired: true,
  isMany: true,
};

export const guard: readonly VerbEntry[] = [
  {
    name: 'guard list',
    about: 'List the words that a reply is held back for',
    flags: [],
    required: [],
    examples: [['postern guard list', 'In the order of the alphabet']],
  },
  {
    name: 'guard add',
    about: 'Ask before a reply with these words goes out, from wherever it is sent',
    positionals: [words],
    flags: [],
    required: [],
    examples: [['postern guard add "Project Falcon" margin', 'A name and a word, in whatever case']],
  },
  {
    name: 'guard remove',
    about: 'Let these words go out without a question',
    positionals: [words],
    flags: [],
    required: [],
    examples: [['postern guard remove "Project Falcon"', 'It is public by now']],
  },
];
