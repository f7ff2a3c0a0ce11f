/** The verbs about teams. */
import type { Positional, VerbEntry } from '../verbs.ts';

const team: Positional = { name: 'name', about: 'The name of the team', isRequired: true, isMany: false };
const agents: Positional = {
  name: 'emails',
  about: 'E-mail addresses of agents',
  isRequired: true,
  isMany: true,
};

const ofTeam = { 'if-version': 'Only if the team still has this version: team list --json tells it' };

export const teams: readonly VerbEntry[] = [
  {
    name: 'team list',
    about: 'List the teams, who is in them, and whose new tickets go round among them',
    flags: [],
    required: [],
    examples: [['postern team list --json', 'For scripts']],
  },
  {
    name: 'team create',
    about: 'Make a team',
    positionals: [team],
    flags: [],
    required: [],
    examples: [['postern team create billing', 'Then: postern team add billing bo@postern.example']],
  },
  {
    name: 'team edit',
    about: 'Give a team another name',
    positionals: [team],
    flags: ['rename', 'if-version'],
    flagTexts: ofTeam,
    required: ['rename'],
    examples: [
      ['postern team edit billing --rename invoices', 'Its tickets stay its own'],
      ['postern team edit billing --rename invoices --if-version 4', 'Exit code 7 if somebody was faster'],
    ],
  },
  {
    name: 'team add',
    about: 'Put agents into a team',
    positionals: [team, agents],
    flags: ['if-version'],
    flagTexts: ofTeam,
    required: [],
    examples: [['postern team add billing ada@postern.example bo@postern.example', 'Two at once']],
  },
  {
    name: 'team remove',
    about: 'Take agents out of a team; what they have stays theirs',
    positionals: [team, agents],
    flags: ['if-version'],
    flagTexts: ofTeam,
    required: [],
    examples: [['postern team remove billing bo@postern.example', 'One']],
  },
  {
    name: 'team delete',
    about: 'Delete a team that has no open tickets',
    positionals: [team],
    flags: ['if-version'],
    flagTexts: ofTeam,
    required: [],
    examples: [['postern team delete billing', 'Asks first']],
  },
];
