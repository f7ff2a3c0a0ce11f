/** The verbs about the portal as a file, and about looking at it as a customer. */
import type { Positional, VerbEntry } from '../verbs.ts';

const file: Positional = {
  name: 'file',
  about: 'A file in YAML, or - for stdin',
  isRequired: true,
  isMany: false,
};

export const portalFile: readonly VerbEntry[] = [
  {
    name: 'portal pull',
    about: 'Write the settings of the portal into a file',
    positionals: [{ ...file, about: 'Where to; comments and tests in it stay. - is stdout' }],
    flags: [],
    required: [],
    examples: [['postern portal pull portal.yaml', 'To keep it in a repository']],
  },
  {
    name: 'portal plan',
    about: 'Show what a file would change, which tickets would appear or vanish, and for whom',
    positionals: [file],
    flags: [],
    required: [],
    examples: [['postern portal plan portal.yaml', 'Changes nothing; exit 1 when a test would fail']],
  },
  {
    name: 'portal apply',
    about: 'Put a file into force, if the world is still the one of its plan',
    positionals: [file],
    flags: ['plan'],
    required: ['plan'],
    examples: [['postern portal apply portal.yaml --plan k3Jx0a9QbTz7LmPw', 'All of it, or nothing']],
  },
  {
    name: 'portal test',
    about: 'Ask the visibility tests of a file, under its settings',
    positionals: [file],
    flags: [],
    required: [],
    examples: [['postern portal test portal.yaml', 'Exit 1 when one fails']],
  },
  {
    name: 'portal preview',
    about: 'Print an address that shows the portal as a customer sees it, or what they saw then',
    flags: ['as', 'browser', 'at', 'ticket'],
    required: [],
    examples: [
      ['postern portal preview --as maria@acme.example', 'Read-only, for an hour'],
      ['postern portal preview --as maria@acme.example --at "yesterday 17:00"', 'Her list as it was'],
      ['postern portal preview --as maria@acme.example --at 3d --ticket 1042', 'One page as it was'],
      ['postern portal preview --browser', 'Choose the contact there'],
    ],
  },
];
