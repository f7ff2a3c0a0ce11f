/** The verbs about properties and inboxes. */
import type { FlagName } from '../flags.ts';
import type { Positional, VerbEntry } from '../verbs.ts';

const property: Positional = {
  name: 'property',
  about: 'Its key, such as plan: small letters, digits, "-" and "_"',
  isRequired: true,
  isMany: false,
};

export const properties: readonly VerbEntry[] = [
  {
    name: 'property list',
    about: 'List the fields of your own on tickets, and how much each is used',
    flags: [],
    required: [],
    examples: [
      ['postern property list', 'With their options and readers'],
      ['postern property list --json', 'For scripts'],
    ],
  },
  {
    name: 'property create',
    about: 'Make a field of your own: text, number, date, yes-no, select or multi-select',
    positionals: [property],
    flags: ['label', 'type', 'options', 'audience'],
    required: ['type'],
    examples: [
      [
        'postern property create plan --type select --options Basic,Pro --audience form',
        'A form may ask for it',
      ],
      ['postern property create seats --label "Seats in use" --type number', 'For the team alone'],
    ],
  },
  {
    name: 'property edit',
    about: 'Change its words, its readers and its options; a renamed option takes its values along',
    positionals: [property],
    flags: ['label', 'type', 'audience', 'add-option', 'remove-option', 'rename-option'],
    required: [],
    examples: [
      ['postern property edit plan --rename-option Pro=Professional', 'On every ticket, form and filter'],
      ['postern property edit plan --audience portal', 'Customers read it on their tickets'],
    ],
  },
  {
    name: 'property delete',
    about: 'Take a property away, with its values',
    positionals: [property],
    flags: [],
    required: [],
    examples: [['postern property delete seats --yes', 'Without a question']],
  },
];

const inbox: Positional = {
  name: 'name',
  about: 'The name of the inbox',
  isRequired: true,
  isMany: false,
};
const rules: readonly FlagName[] = [
  'pipeline',
  'confidential',
  'reopen-days',
  'customers-close',
  'promise',
  'assign',
];

export const inboxes: readonly VerbEntry[] = [
  {
    name: 'inbox list',
    about: 'List the inboxes with their pipelines and rules',
    flags: [],
    required: [],
    examples: [['postern inbox list --json', 'For scripts']],
  },
  {
    name: 'inbox create',
    about: 'Make an inbox; a pipeline that is not there yet is made with the usual stages',
    positionals: [inbox],
    flags: rules,
    required: [],
    examples: [
      ['postern inbox create Billing --pipeline Support', 'Its tickets join the pipeline Support'],
      ['postern inbox create HR --confidential on', 'With a pipeline of its own'],
    ],
  },
  {
    name: 'inbox edit',
    about: "Change an inbox's name, pipeline and rules",
    positionals: [inbox],
    flags: ['rename', ...rules],
    required: [],
    examples: [
      [
        'postern inbox edit Support --promise "We answer within one working day."',
        'Customers read it after filing',
      ],
      ['postern inbox edit Support --reopen-days 30', 'Later a reply starts a new ticket'],
      ['postern inbox edit Support --assign billing', 'New tickets go round in this team; or nobody'],
    ],
  },
];
