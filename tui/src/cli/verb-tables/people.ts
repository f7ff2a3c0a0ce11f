/** The verbs about contacts and their organizations. */
import type { Positional, VerbEntry } from '../verbs.ts';

const email: Positional = {
  name: 'email',
  about: 'The e-mail address of the contact',
  isRequired: true,
  isMany: false,
};

const organization: Positional = {
  name: 'name',
  about: 'The name of the organization',
  isRequired: true,
  isMany: false,
};

export const people: readonly VerbEntry[] = [
  {
    name: 'contact list',
    about: 'List contacts, all or those that a query finds',
    positionals: [
      { name: 'query', about: 'Which contacts, as in: postern help query', isRequired: false, isMany: true },
    ],
    flags: ['sort'],
    required: [],
    hasPages: true,
    examples: [
      ['postern contact list organization:Acme -is:registered', 'Who of Acme has no password yet'],
      ['postern contact list --sort created --limit 20', 'The newest'],
      ['postern contact list email:@acme.example --fields email | postern list add Pilot -', 'Into a list'],
    ],
  },
  {
    name: 'contact view',
    about: 'Show a contact: lists, invitation, number of tickets',
    positionals: [email],
    flags: [],
    required: [],
    examples: [['postern contact view maria@acme.example', 'Whether she may sign in, and what she sees']],
  },
  {
    name: 'contact create',
    about: 'Make a contact',
    positionals: [email],
    flags: ['name', 'organization', 'sees-org-tickets', 'locale'],
    required: [],
    examples: [
      ['postern contact create maria@acme.example --name "Maria López" --organization Acme', 'One of Acme'],
    ],
  },
  {
    name: 'contact edit',
    about: 'Change a contact, or block it',
    positionals: [email],
    flags: ['name', 'new-email', 'organization', 'sees-org-tickets', 'locale', 'blocked'],
    required: [],
    examples: [
      ['postern contact edit maria@acme.example --organization none', 'Of no organization any more'],
      ['postern contact edit maria@acme.example --blocked yes', 'Signed out at once, and not let in again'],
    ],
  },
  {
    name: 'contact export',
    about: 'Print all that a person may ask for, as JSON: no notes, and nothing that others wrote',
    positionals: [email],
    flags: [],
    required: [],
    examples: [['postern contact export maria@acme.example > maria.json', 'For the person to keep']],
  },
  {
    name: 'contact erase',
    about: 'Erase a person for good: name, addresses, sign-in, words, files, mails; threads read on',
    positionals: [email],
    flags: ['dry-run'],
    required: [],
    examples: [
      ['postern contact export maria@acme.example > maria.json', 'First, if she wants to keep it'],
      ['postern contact erase maria@acme.example --dry-run', 'What would go'],
      ['postern contact erase maria@acme.example --yes', 'Without a question'],
    ],
  },
  {
    name: 'org list',
    about: 'List organizations',
    flags: [],
    required: [],
    hasPages: true,
    examples: [['postern org list --json', 'With the number of people in each']],
  },
  {
    name: 'org view',
    about: 'Show an organization',
    positionals: [organization],
    flags: [],
    required: [],
    examples: [['postern org view Acme', 'What its people see of each other’s tickets']],
  },
  {
    name: 'org create',
    about: 'Make an organization',
    positionals: [organization],
    flags: ['sight'],
    required: [],
    examples: [['postern org create Acme --sight members', 'Chosen members see all its tickets']],
  },
  {
    name: 'org edit',
    about: 'Rename an organization, or change what its people see',
    positionals: [organization],
    flags: ['rename', 'sight'],
    required: [],
    examples: [
      ['postern org edit Acme --sight everyone', 'Each of its people sees all its tickets'],
      ['postern org edit Acme --rename "Acme Corp"', 'Filters that name it follow'],
    ],
  },
];
