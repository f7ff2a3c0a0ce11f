/** The verbs that sign in and out. */
import type { VerbEntry } from '../verbs.ts';

export const auth: readonly VerbEntry[] = [
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
    name: 'auth accept',
    about: 'Accept an invitation: choose a password, be signed in, and remember the desk',
    positionals: [
      {
        name: 'code',
        about: 'The code of the invitation; asked for when it is left out',
        isRequired: false,
        isMany: false,
      },
    ],
    flags: ['code-stdin', 'password-stdin'],
    required: [],
    examples: [
      ['postern auth accept --url https://support.example.com', 'Asks for the code and a new password'],
      [
        'postern auth accept --code-stdin --password-stdin < secret',
        'Without a question: the code on the first line, the password on the second',
      ],
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
    positionals: [
      {
        name: 'name',
        about: 'What you will know it by, such as build-server; 1 to 80 characters',
        isRequired: true,
        isMany: false,
      },
    ],
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
    positionals: [
      {
        name: 'name',
        about: 'Its name, or its id as in: postern auth token list',
        isRequired: true,
        isMany: false,
      },
    ],
    flags: [],
    required: [],
    examples: [['postern auth token revoke build-server', 'The others go on']],
  },
];
