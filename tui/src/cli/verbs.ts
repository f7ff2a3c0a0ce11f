/** Every verb of the `postern` command with its help text: the one table behind parsing, help and completion. */
import type { VerbName } from './acts.ts';
import type { FlagName } from './flags.ts';

export interface Positional {
  name: 'ticket' | 'query' | 'topic' | 'shell' | 'procedure' | 'name';
  about: string;
  isRequired: boolean;
  isMany: boolean;
  /** Whether `-` stands for numbers on stdin. */
  takesStdin?: boolean;
}

export interface Verb {
  /** Its words, noun first; empty for `postern` alone. */
  name: VerbName;
  path: readonly string[];
  about: string;
  positional?: Positional;
  flags: readonly FlagName[];
  required: readonly FlagName[];
  /** Whether it prints a list page by page. */
  hasPages?: boolean;
  examples: readonly (readonly [command: string, meaning: string])[];
}

const one: Positional = {
  name: 'ticket',
  about: 'The number of the ticket, such as 1042',
  isRequired: true,
  isMany: false,
};
const oneOrStdin: Positional = {
  ...one,
  takesStdin: true,
  about: 'The number of the ticket, or - to read numbers from stdin (one a line, or JSON)',
};
const words: Positional = {
  name: 'query',
  about: 'Which tickets, as in: postern help query',
  isRequired: false,
  isMany: true,
};
const bodies: readonly FlagName[] = ['body', 'body-file'];

/** The nouns and what stands in their one line of help; a noun of two words stands behind its first. */
export const nouns: Readonly<Record<string, string>> = {
  auth: 'Sign in and out',
  'auth token': 'Tokens for scripts and other devices',
  ticket: 'Read, answer and move tickets',
};

const table: readonly Omit<Verb, 'path'>[] = [
  {
    name: '',
    about: 'Open the inbox in this terminal',
    positional: { ...words, about: 'Open it with this query, as in: postern help query' },
    flags: ['read-only'],
    required: [],
    examples: [
      ['postern', 'Open the inbox'],
      ['postern is:unassigned', 'Open it with the tickets that nobody has taken'],
      ['postern ticket list', 'The same tickets as lines, for people and for scripts'],
    ],
  },
  {
    name: 'auth login',
    about: 'Sign in to a desk and remember it',
    flags: ['email', 'password-stdin'],
    required: [],
    examples: [
      [
        'postern auth login --url https://support.example.com',
        'Asks for the e-mail address and the password',
      ],
      ['postern auth login --email ada@postern.example --password-stdin < secret', 'Without a question'],
    ],
  },
  {
    name: 'auth logout',
    about: 'End the session and forget its token',
    flags: [],
    required: [],
    examples: [['postern auth logout --profile acme', 'Leave the desk that is called acme']],
  },
  {
    name: 'auth status',
    about: 'Say who you are, on which desk, and where the token lives',
    flags: [],
    required: [],
    examples: [['postern auth status --json', 'The same, for scripts']],
  },
  {
    name: 'auth token create',
    about: 'Make a token for a script or another device, and print it once',
    positional: {
      name: 'name',
      about: 'What you will know it by, such as build-server; 1 to 80 characters',
      isRequired: true,
      isMany: false,
    },
    flags: [],
    required: [],
    examples: [
      ['postern auth token create build-server', 'The token alone on stdout; it is not shown again'],
      ['export POSTERN_TOKEN="$(postern auth token create laptop)"', 'Use it from here on in this shell'],
    ],
  },
  {
    name: 'auth token list',
    about: 'List the tokens you have made, without their secrets',
    flags: [],
    required: [],
    examples: [['postern auth token list --json', 'With their ids and ends, for scripts']],
  },
  {
    name: 'auth token revoke',
    about: 'End a token: whoever holds it is signed out at once',
    positional: {
      name: 'name',
      about: 'Its name, or its id as in: postern auth token list',
      isRequired: true,
      isMany: false,
    },
    flags: [],
    required: [],
    examples: [['postern auth token revoke build-server', 'The others go on']],
  },
  {
    name: 'ticket list',
    about: 'List tickets, the open ones unless a query says otherwise',
    positional: words,
    flags: [],
    required: [],
    hasPages: true,
    examples: [
      ['postern ticket list is:open assignee:me older:2d', 'Mine that have waited for two days'],
      ['postern ticket list from:@acme.example --json --fields number,subject', 'For scripts'],
      ['postern ticket list is:unassigned | cut -f1', 'Piped: tab-separated columns'],
    ],
  },
  {
    name: 'ticket view',
    about: 'Show a ticket with its messages, notes and events',
    positional: oneOrStdin,
    flags: [],
    required: [],
    examples: [
      ['postern ticket view 1042', 'Read it'],
      ['postern ticket view 1042 | cat', 'Piped: its row, then kind, time, author and text of each entry'],
      ['postern ticket view 1042 --json', 'With its timeline, for scripts'],
    ],
  },
  {
    name: 'ticket create',
    about: "File a ticket in a contact's name, as after a telephone call",
    flags: ['from', 'subject', ...bodies, 'inbox', 'request-id'],
    required: ['from', 'subject'],
    examples: [
      [
        'postern ticket create --from maria@acme.example --subject Login --body Call',
        'The contact reads it in the portal',
      ],
    ],
  },
  {
    name: 'ticket reply',
    about: 'PUBLIC: answer the customer',
    positional: one,
    flags: [...bodies, 'if-version', 'request-id'],
    required: [],
    examples: [
      ['postern ticket reply 1042', 'Write in your editor; shows who will read it, and asks'],
      ['postern ticket reply 1042 --body-file answer.md --yes', 'Without a question'],
    ],
  },
  {
    name: 'ticket note',
    about: 'INTERNAL: write a note for the team; no customer ever sees it',
    positional: oneOrStdin,
    flags: [...bodies, 'request-id'],
    required: [],
    examples: [['postern ticket note 1042 --body "See runbook 14."', 'Keep it inside']],
  },
  {
    name: 'ticket assign',
    about: 'Give a ticket to somebody',
    positional: oneOrStdin,
    flags: ['to', 'if-version'],
    required: ['to'],
    examples: [
      ['postern ticket assign 1042 --to me', 'Take it'],
      ['postern ticket list is:unassigned --json | postern ticket assign - --to bo', 'Give many'],
      ['postern ticket assign 1042 --to none', 'Put it back'],
    ],
  },
  {
    name: 'ticket close',
    about: 'Close a ticket',
    positional: oneOrStdin,
    flags: ['if-version'],
    required: [],
    examples: [['postern ticket close 1042 --if-version 17', 'Unless somebody changed it meanwhile']],
  },
  {
    name: 'ticket reopen',
    about: 'Reopen a closed ticket',
    positional: oneOrStdin,
    flags: ['if-version'],
    required: [],
    examples: [['postern ticket reopen 1042', 'It waits on us again']],
  },
  {
    name: 'ticket why',
    about: 'Say whether a contact sees a ticket in the portal, and why',
    positional: one,
    flags: ['contact'],
    required: ['contact'],
    examples: [['postern ticket why 1042 --contact maria@acme.example', 'Gate by gate']],
  },
  {
    name: 'api',
    about: 'Call a procedure of the desk and print its answer as JSON',
    positional: {
      name: 'procedure',
      about: 'Its name, such as tickets.list',
      isRequired: true,
      isMany: false,
    },
    flags: ['input'],
    required: [],
    examples: [
      ['postern api auth.agents', 'The colleagues a ticket can be given to'],
      [`postern api tickets.view --input '{"ticket":1042}'`, 'With what it takes'],
    ],
  },
  {
    name: 'help',
    about: 'Explain a verb, or one of: query, exit-codes, env, json, keys',
    positional: {
      name: 'topic',
      about: 'A verb, or one of query, exit-codes, env, json, keys',
      isRequired: false,
      isMany: true,
    },
    flags: [],
    required: [],
    examples: [
      ['postern help query', 'How to say which tickets'],
      ['postern help ticket reply', 'The same as: postern ticket reply --help'],
    ],
  },
  {
    name: 'completion',
    about: 'Print a script that completes verbs and flags in your shell',
    positional: {
      name: 'shell',
      about: 'bash, zsh or fish (the one you use unless said)',
      isRequired: false,
      isMany: false,
    },
    flags: [],
    required: [],
    examples: [
      ['postern completion bash >> ~/.bashrc', 'For bash'],
      ['postern completion fish > ~/.config/fish/completions/postern.fish', 'For fish'],
    ],
  },
];

/** In the order of help texts. */
export const verbs: readonly Verb[] = table.map((verb) => ({
  ...verb,
  path: verb.name.split(' ').filter((word) => word !== ''),
}));

/** The longest noun with which these words begin, as its words; empty when they begin with none. */
export function nounOf(words: readonly string[]): readonly string[] {
  const lengths = [2, 1].filter((length) => length <= words.length);
  const length = lengths.find((count) => Object.hasOwn(nouns, words.slice(0, count).join(' '))) ?? 0;
  return words.slice(0, length);
}

/** What may stand right behind a noun: its verbs, and the nouns of two words that begin with it. */
export function wordsBehind(noun: string): string[] {
  const { length } = noun.split(' ');
  const own = verbs.filter((verb) => verb.path.slice(0, length).join(' ') === noun);
  return [...new Set(own.map((verb) => verb.path[length] as string))];
}

/** A verb as people type it: `postern ticket list`. */
export function commandOf(verb: Verb): string {
  return ['postern', ...verb.path].join(' ');
}
