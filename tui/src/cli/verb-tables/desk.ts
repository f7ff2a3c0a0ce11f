/** The inbox, and the verbs about no noun. */
import type { VerbEntry } from '../verbs.ts';
import { bodies, words } from './words-behind.ts';

export const desk: readonly VerbEntry[] = [
  {
    name: '',
    about: 'Open the inbox in this terminal',
    positionals: [{ ...words, about: 'Open it with this query, as in: postern help query' }],
    flags: ['view', 'read-only', 'theme', 'ascii', 'plain'],
    required: [],
    examples: [
      ['postern', 'Open the inbox'],
      ['postern is:unassigned', 'Open it with the tickets that nobody has taken'],
      ['postern --plain', 'Line by line, as for a screen reader'],
      ['postern --view Unassigned', 'Open it with a view'],
      ['postern --theme contrast', 'In colours of high contrast'],
      ['postern ticket list', 'The same tickets as lines, for people and for scripts'],
    ],
  },
  {
    name: 'standup',
    about: 'Say what you did and what waits, for a hand-over or a channel of the team; Markdown in a pipe',
    flags: ['since', 'for', 'all', 'with-text'],
    required: [],
    examples: [
      ['postern standup', 'Since the last working day began'],
      [
        'postern standup --since 9:00 | pbcopy',
        'To be pasted; no reply is quoted unless you say --with-text',
      ],
      ['postern standup --all --json', 'Everybody, for scripts; needs the permission reports.read'],
    ],
  },
  {
    name: 'commit-trailer',
    about:
      'Draft replies for the tickets that commits fix (the trailer "Fixes-Ticket: 1042"); nothing is ever sent',
    positionals: [
      {
        name: 'range',
        about: 'Which commits, as for git log; or - to read what git log printed',
        isRequired: true,
        isMany: false,
      },
    ],
    flags: ['release', 'repo', ...bodies, 'dry-run'],
    required: ['release'],
    examples: [
      [
        'postern commit-trailer v2.2..v2.3 --release 2.3',
        'A draft a ticket, to be read and sent in the inbox',
      ],
      ['git log v2.2.. | postern commit-trailer - --release 2.3 --dry-run', 'Only look'],
      [
        'postern commit-trailer HEAD~5.. --release 2.3 --body "Out in {{release}}: {{commits}}"',
        'In your own words',
      ],
    ],
  },
  {
    name: 'api',
    about: 'Call a procedure of the desk and print its answer as JSON',
    positionals: [
      {
        name: 'procedure',
        about: 'Its name, such as tickets.list',
        isRequired: true,
        isMany: false,
      },
    ],
    flags: ['input'],
    required: [],
    examples: [
      ['postern api auth.agents', 'The colleagues a ticket can be given to'],
      [`postern api tickets.view --input '{"ticket":1042}'`, 'With what it takes'],
    ],
  },
  {
    name: 'help',
    about: 'Explain a verb, or one of: query, exit-codes, env, json, keys, man',
    positionals: [
      {
        name: 'topic',
        about: 'A verb, or one of query, exit-codes, env, json, keys, man',
        isRequired: false,
        isMany: true,
      },
    ],
    flags: [],
    required: [],
    examples: [
      ['postern help query', 'How to say which tickets'],
      ['postern help ticket reply', 'The same as: postern ticket reply --help'],
      ['postern help man | man -l -', 'All of it as a manual page'],
      ['postern help json ticket list', 'The JSON Schema of what it prints with --json'],
    ],
  },
  {
    name: 'completion',
    about: 'Print a script that completes verbs and flags in your shell',
    positionals: [
      {
        name: 'shell',
        about: 'bash, zsh or fish (the one you use unless said)',
        isRequired: false,
        isMany: false,
      },
    ],
    flags: [],
    required: [],
    examples: [
      ['postern completion bash >> ~/.bashrc', 'For bash'],
      ['postern completion fish > ~/.config/fish/completions/postern.fish', 'For fish'],
    ],
  },
];
