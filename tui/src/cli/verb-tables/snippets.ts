/** The verbs about snippets. */
import type { Positional, VerbEntry } from '../verbs.ts';
import { bodies } from './words-behind.ts';

const snippet: Positional = {
  name: 'name',
  about: 'The name of the snippet, one word',
  isRequired: true,
  isMany: false,
};

export const snippets: readonly VerbEntry[] = [
  {
    name: 'snippet list',
    about: "List the team's snippets",
    flags: [],
    required: [],
    examples: [['postern snippet list --json', 'With their texts, for scripts']],
  },
  {
    name: 'snippet create',
    about: 'Keep a text that the team writes often, and what is done with it',
    positionals: [snippet],
    flags: [...bodies, 'action'],
    required: [],
    examples: [
      ['postern snippet create hello --body "Hello {{requester.first-name}},"', 'With a variable'],
      ['postern snippet create sign-off', 'Write it in your editor, which lists the variables'],
      [
        'postern snippet create solved --body Solved. --action close,priority=low,+solved,assign=me',
        'Done with the reply; also stage=NAME, assign=@TEAM and -TAG',
      ],
    ],
  },
  {
    name: 'snippet edit',
    about: 'Change the text or the name of a snippet, and what is done with it',
    positionals: [snippet],
    flags: [...bodies, 'rename', 'action'],
    required: [],
    examples: [
      ['postern snippet edit sign-off', 'In your editor'],
      ['postern snippet edit sign-off --rename regards', 'The same text under another name'],
      ['postern snippet edit solved --action none', 'A text alone'],
    ],
  },
  {
    name: 'snippet delete',
    about: 'Delete a snippet; what was written with it stays',
    positionals: [snippet],
    flags: [],
    required: [],
    examples: [['postern snippet delete sign-off --yes', 'Without a question']],
  },
];
