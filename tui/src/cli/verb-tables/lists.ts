/** The verbs about contact lists. */
import type { Positional, VerbEntry } from '../verbs.ts';

const list: Positional = { name: 'name', about: 'The name of the list', isRequired: true, isMany: false };

const emails: Positional = {
  name: 'emails',
  about: 'E-mail addresses of contacts, or - to read them from stdin (one a line, or JSON)',
  isRequired: true,
  isMany: true,
  takesStdin: true,
};

export const lists: readonly VerbEntry[] = [
  {
    name: 'list list',
    about: 'List the contact lists',
    flags: [],
    required: [],
    examples: [['postern list list', 'With the number of members, and the portals they let into']],
  },
  {
    name: 'list view',
    about: 'Show a contact list and its members',
    positionals: [list],
    flags: [],
    required: [],
    hasPages: true,
    examples: [
      ['postern list view "Pilot customers"', 'Who is on it'],
      ['postern list view "Pilot customers" --json', 'With its filter, for scripts'],
    ],
  },
  {
    name: 'list create',
    about: 'Make a contact list: by hand, or by a filter that finds its members',
    positionals: [list],
    flags: ['filter'],
    required: [],
    examples: [
      ['postern list create "Pilot customers"', 'Empty, for: postern list add'],
      ['postern list create "Acme people" --filter organization:Acme', 'Whoever is of Acme, at any time'],
    ],
  },
  {
    name: 'list edit',
    about: 'Rename a contact list, or change whom its filter finds',
    positionals: [list],
    flags: ['rename', 'filter'],
    required: [],
    examples: [
      ['postern list edit "Acme people" --filter "organization:Acme -is:blocked"', 'Another filter'],
    ],
  },
  {
    name: 'list add',
    about: 'Put contacts on a list by hand',
    positionals: [list, emails],
    flags: [],
    required: [],
    examples: [
      ['postern list add "Pilot customers" maria@acme.example chen@globex.example', 'Two of them'],
      ['postern list add "Pilot customers" - < addresses.txt', 'Many'],
    ],
  },
  {
    name: 'list remove',
    about: 'Take contacts off a list by hand',
    positionals: [list, emails],
    flags: [],
    required: [],
    examples: [
      ['postern list remove "Pilot customers" chen@globex.example', 'Who came in by it alone is out at once'],
    ],
  },
  {
    name: 'list delete',
    about: 'Delete a contact list; its contacts stay',
    positionals: [list],
    flags: [],
    required: [],
    examples: [['postern list delete "Pilot customers" --yes', 'Without a question']],
  },
];
