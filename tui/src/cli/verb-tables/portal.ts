/** The verbs that set up the portal for customers. */
import type { Positional, VerbEntry } from '../verbs.ts';
import { words } from './words-behind.ts';

/** `key=value`, several of them. */
const settings: Positional = {
  name: 'settings',
  about: 'key=value, as in: postern portal get. A value @FILE is read from that file',
  isRequired: true,
  isMany: true,
};

export const portal: readonly VerbEntry[] = [
  {
    name: 'portal status',
    about: 'Show what is done and what is missing, with the command that comes next',
    flags: [],
    required: [],
    examples: [
      ['postern portal status', 'The checklist'],
      ['postern portal status --json', 'The same, for scripts'],
    ],
  },
  {
    name: 'portal on',
    about: 'Switch the portal on, once nothing is missing',
    flags: ['if-revision'],
    required: [],
    examples: [['postern portal on', 'Or be told what is missing']],
  },
  {
    name: 'portal off',
    about: 'Switch the portal off: customers see a neutral page and no data',
    flags: ['if-revision'],
    required: [],
    examples: [['postern portal off', 'Sign-ins and tickets wait until it is on again']],
  },
  {
    name: 'portal get',
    about: 'Show all settings, or one',
    positionals: [
      { name: 'key', about: 'The name of a setting, such as title', isRequired: false, isMany: false },
    ],
    flags: [],
    required: [],
    examples: [
      ['postern portal get', 'All of them, and what each takes'],
      ['postern portal get slug', 'One, alone on stdout'],
    ],
  },
  {
    name: 'portal set',
    about: 'Change settings; several at once are all taken or none is',
    positionals: [settings],
    flags: ['if-revision'],
    required: [],
    examples: [
      ['postern portal set title="Acme Support" slug=help', 'The old address leads to the new one'],
      ['postern portal set audience=lists lists="Pilot customers"', 'Let contacts on a list in'],
      ['postern portal set invitation.body=@invitation.txt', 'A text from a file'],
    ],
  },
  {
    name: 'portal filter',
    about: 'Show which tickets the portal shows, or say it anew',
    positionals: [words],
    flags: ['if-revision'],
    required: [],
    examples: [
      ['postern portal filter', 'The filter, and how many tickets match it'],
      ['postern portal filter pipeline:Support -priority:low', 'Tells how many matched before, and do now'],
    ],
  },
  {
    name: 'portal open',
    about: "Print the portal's address, to be shared with customers",
    flags: ['browser'],
    required: [],
    examples: [
      ['postern portal open', 'The address'],
      ['postern portal open --browser', 'Look at it'],
    ],
  },
  {
    name: 'portal brand show',
    about: 'Show the colour, the logo and the icon of the pages',
    flags: [],
    required: [],
    examples: [['postern portal brand show --json', 'Of pictures their sizes, not their bytes']],
  },
  {
    name: 'portal brand set',
    about: 'Change colour, logo, favicon or powered-by, on every page at once',
    positionals: [settings],
    flags: ['if-revision'],
    required: [],
    examples: [
      ["postern portal brand set color='#7a3b69' logo=@logo.png favicon=@icon.ico", 'All or none of them'],
      ['postern portal brand set powered-by=no', 'Without the line at the foot'],
    ],
  },
  {
    name: 'portal brand clear',
    about: 'Take the colour, the logo or the favicon away',
    positionals: [{ name: 'key', about: 'color, logo or favicon', isRequired: true, isMany: false }],
    flags: ['if-revision'],
    required: [],
    examples: [['postern portal brand clear logo', 'The first letter of the title takes its place']],
  },
  {
    name: 'portal domain show',
    about: 'Show the domain, its language and the knowledge base on it',
    flags: [],
    required: [],
    examples: [['postern portal domain show --json', 'For scripts']],
  },
  {
    name: 'portal domain connect',
    about: 'Put the portal on the domain that POSTERN_PUBLIC_URL names',
    positionals: [
      { name: 'name', about: 'The host, such as support.example.com', isRequired: true, isMany: false },
    ],
    flags: ['language', 'if-revision'],
    required: [],
    examples: [['postern portal domain connect support.example.com --language it', 'With pages in Italian']],
  },
  {
    name: 'portal domain verify',
    about: 'Make sure that customers reach the desk at the domain',
    flags: [],
    required: [],
    examples: [['postern portal domain verify', 'After POSTERN_PUBLIC_URL was changed']],
  },
  {
    name: 'portal domain set',
    about: 'Change settings of the domain, without "domain." before their names',
    positionals: [settings],
    flags: ['if-revision'],
    required: [],
    examples: [
      ['postern portal domain set language=it', 'From the next page on'],
      ['postern portal domain set self-registration=yes', 'Let anybody make a login'],
    ],
  },
];
