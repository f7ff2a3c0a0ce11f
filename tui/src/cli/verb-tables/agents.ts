/** The verbs about agents and their permissions. */
import type { Positional, VerbEntry } from '../verbs.ts';

const agent: Positional = {
  name: 'email',
  about: 'The e-mail address of the agent',
  isRequired: true,
  isMany: false,
};

const permission: Positional = {
  name: 'permission',
  about: 'Such as portal.settings; an unknown one names them all',
  isRequired: true,
  isMany: false,
};

const ofAgent = { 'if-version': 'Only if the agent still has this version: agent list --json tells it' };

export const agents: readonly VerbEntry[] = [
  {
    name: 'agent list',
    about: 'List the agents and what each may do',
    flags: [],
    required: [],
    examples: [['postern agent list --json', 'With the scope of each permission']],
  },
  {
    name: 'agent invite',
    about: 'Make an agent who chooses a password with a code: by mail, or printed once without a mail server',
    positionals: [agent],
    flags: ['name', 'grant', 'again'],
    required: ['name'],
    examples: [
      [
        'postern agent invite kim@postern.example --name "Kim Lee" --grant tickets.read --grant tickets.write',
        'Everywhere; for one inbox use: postern agent grant',
      ],
      [
        'postern agent invite kim@postern.example --name "Kim Lee" --again',
        'A new code; the one from before ends',
      ],
    ],
  },
  {
    name: 'agent edit',
    about: 'Say whether an agent is away; new tickets that go round in a team pass by who is',
    positionals: [agent],
    flags: ['away', 'if-version'],
    flagTexts: ofAgent,
    required: ['away'],
    examples: [
      ['postern agent edit me --away yes', 'Yourself'],
      ['postern agent edit bo@postern.example --away no', 'Somebody else, with the permission agents.manage'],
    ],
  },
  {
    name: 'agent disable',
    about: 'End all sign-ins and tokens of an agent at once; what they wrote stays under their name',
    positionals: [agent],
    flags: ['if-version'],
    flagTexts: ofAgent,
    required: [],
    examples: [['postern agent disable bo@postern.example', 'Asks first']],
  },
  {
    name: 'agent enable',
    about: 'Let a disabled agent sign in again, with the permissions from before',
    positionals: [agent],
    flags: ['if-version'],
    flagTexts: ofAgent,
    required: [],
    examples: [['postern agent enable bo@postern.example', 'With the same password']],
  },
  {
    name: 'agent grant',
    about: 'Give an agent a permission, everywhere or in one inbox',
    positionals: [agent, permission],
    flags: ['inbox', 'if-version'],
    flagTexts: ofAgent,
    required: [],
    examples: [
      ['postern agent grant bo@postern.example portal.settings', 'From the next request on'],
      ['postern agent grant bo@postern.example tickets.write --inbox Support', 'In this inbox alone'],
    ],
  },
  {
    name: 'agent revoke',
    about: 'Take a permission from an agent, everywhere or in one inbox',
    positionals: [agent, permission],
    flags: ['inbox', 'if-version'],
    flagTexts: ofAgent,
    required: [],
    examples: [['postern agent revoke bo@postern.example portal.settings', 'From the next request on']],
  },
];
