/** The verbs about tickets. */
import type { VerbEntry } from '../verbs.ts';
import { bodies, one, oneOrStdin, words } from './words-behind.ts';

export const tickets: readonly VerbEntry[] = [
  {
    name: 'ticket list',
    about: 'List tickets, the open ones unless a query says otherwise',
    positionals: [words],
    flags: ['view'],
    required: [],
    hasPages: true,
    examples: [
      ['postern ticket list is:open assignee:me older:2d', 'Mine that have waited for two days'],
      ['postern ticket list from:@acme.example --json --fields number,subject', 'For scripts'],
      ['postern ticket list --view Unassigned from:@acme.example', 'Of a view, and of those what fits'],
      ['postern ticket list is:unassigned | cut -f1', 'Piped: tab-separated columns'],
    ],
  },
  {
    name: 'ticket view',
    about: 'Show a ticket with its messages, notes and events',
    positionals: [oneOrStdin],
    flags: ['as'],
    required: [],
    examples: [
      ['postern ticket view 1042', 'Read it'],
      ['postern ticket view 1042 | cat', 'Piped: its row, then kind, time, author and text of each entry'],
      ['postern ticket view 1042 --json', 'With its timeline, for scripts'],
      ['postern ticket view 1042 --as maria@acme.example', 'What this customer reads of it'],
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
    positionals: [one],
    flags: [...bodies, 'leak-ok', 'if-version', 'request-id'],
    required: [],
    examples: [
      ['postern ticket reply 1042', 'Write in your editor; shows who will read it, and asks'],
      ['postern ticket reply 1042 --body-file answer.md --yes', 'Without a question'],
    ],
  },
  {
    name: 'ticket note',
    about: 'INTERNAL: write a note for the team; no customer ever sees it',
    positionals: [oneOrStdin],
    flags: [...bodies, 'request-id'],
    required: [],
    examples: [['postern ticket note 1042 --body "See runbook 14."', 'Keep it inside']],
  },
  {
    name: 'ticket assign',
    about: 'Give a ticket to somebody',
    positionals: [oneOrStdin],
    flags: ['to', 'if-version'],
    required: ['to'],
    examples: [
      ['postern ticket assign 1042 --to me', 'Take it'],
      ['postern ticket list is:unassigned --json | postern ticket assign - --to bo', 'Give many'],
      ['postern ticket assign 1042 --to none', 'Put it back'],
    ],
  },
  {
    name: 'ticket stage',
    about: 'Move a ticket to a stage of its pipeline',
    positionals: [oneOrStdin],
    flags: ['to', 'if-version'],
    required: ['to'],
    examples: [['postern ticket stage 1042 --to "Waiting on customer"', 'By the name of the stage']],
  },
  {
    name: 'ticket priority',
    about: 'Say how urgent a ticket is',
    positionals: [oneOrStdin],
    flags: ['to', 'if-version'],
    required: ['to'],
    examples: [
      ['postern ticket priority 1042 --to urgent', 'low, normal, high or urgent'],
      ['postern ticket list older:3d --json | postern ticket priority - --to high', 'Many at once'],
    ],
  },
  {
    name: 'ticket tag',
    about: 'Put tags on a ticket and take tags off; no customer ever sees them',
    positionals: [
      oneOrStdin,
      {
        name: 'tags',
        about: '+word puts a tag on, -word takes it off; more numbers are more tickets',
        isRequired: false,
        isMany: true,
        takesDashes: true,
      },
    ],
    flags: ['add', 'remove', 'if-version'],
    required: [],
    examples: [
      ['postern ticket tag 1042 +billing -refund', 'One on, one off'],
      ['postern ticket tag 1042 1043 --add vip', 'Two tickets, and the same in words'],
      ['postern ticket list from:@acme.example | postern ticket tag - +acme', 'Many at once'],
    ],
  },
  {
    name: 'ticket snooze',
    about:
      'Put a ticket out of the way until a time, or until the customer writes, which wakes it in any case',
    positionals: [oneOrStdin],
    flags: ['until', 'if-version'],
    required: ['until'],
    examples: [
      ['postern ticket snooze 1042 --until 2h', '30m, 2h, 3d, 1w'],
      [
        'postern ticket snooze 1042 --until "tomorrow 14:00"',
        'tomorrow, monday or 2026-12-01; at 9:00 unless said',
      ],
      ['postern ticket snooze 1042 --until reply', 'Until the customer writes'],
      ['postern ticket list is:open -is:snoozed', 'What is left to do'],
    ],
  },
  {
    name: 'ticket wake',
    about: 'Wake a snoozed ticket now',
    positionals: [oneOrStdin],
    flags: ['if-version'],
    required: [],
    examples: [['postern ticket wake 1042', 'It is back where it was']],
  },
  {
    name: 'ticket merge',
    about: 'Merge a ticket into another one; says who gains and who loses sight, and asks',
    positionals: [one],
    flags: ['into', 'with-people', 'if-version'],
    required: ['into'],
    examples: [
      ['postern ticket merge 1043 --into 1042', 'Both numbers lead to 1042'],
      [
        'postern ticket merge 1043 --into 1042 --with-people --yes',
        'Its people join 1042; without a question',
      ],
    ],
  },
  {
    name: 'ticket unmerge',
    about: 'Take a merged ticket apart again',
    positionals: [oneOrStdin],
    flags: ['if-version'],
    required: [],
    examples: [['postern ticket unmerge 1043', 'It stands by itself, with what was its own']],
  },
  {
    name: 'ticket close',
    about: 'Close a ticket',
    positionals: [oneOrStdin],
    flags: ['if-version'],
    required: [],
    examples: [['postern ticket close 1042 --if-version 17', 'Unless somebody changed it meanwhile']],
  },
  {
    name: 'ticket reopen',
    about: 'Reopen a closed ticket',
    positionals: [oneOrStdin],
    flags: ['if-version'],
    required: [],
    examples: [['postern ticket reopen 1042', 'It waits on us again']],
  },
  {
    name: 'ticket set',
    about: 'Set and clear properties of a ticket',
    positionals: [
      oneOrStdin,
      {
        name: 'settings',
        about: 'key=value; key= clears it, and a multi-select takes key=a,b',
        isRequired: true,
        isMany: true,
      },
    ],
    flags: ['if-version'],
    required: [],
    examples: [
      ['postern ticket set 1042 plan=Pro seats=25', 'Two at once'],
      ['postern ticket set 1042 seats=', 'It has none'],
    ],
  },
  {
    name: 'ticket attachment',
    about: 'Save a file that came with a message',
    positionals: [
      {
        name: 'attachment',
        about: 'The id of the file, as ticket view shows it',
        isRequired: true,
        isMany: false,
      },
      {
        name: 'file',
        about: 'Where to; its own name in this folder unless one is given. - is stdout',
        isRequired: false,
        isMany: false,
      },
    ],
    flags: [],
    required: [],
    examples: [
      ['postern ticket attachment att_0mqx1c3', 'Save it here, under its own name'],
      ['postern ticket attachment att_0mqx1c3 - | less', 'To a program'],
    ],
  },
  {
    name: 'ticket history',
    about: 'Show all that was ever done to a ticket, and by whom',
    positionals: [one],
    flags: [],
    required: [],
    hasPages: true,
    examples: [
      ['postern ticket history 1042', 'From filing to now'],
      ['postern ticket history 1042 --json', 'With the names of the actions, for scripts'],
    ],
  },
  {
    name: 'ticket why',
    about: 'Say whether a contact sees a ticket in the portal, and why',
    positionals: [one],
    flags: ['contact'],
    required: ['contact'],
    examples: [['postern ticket why 1042 --contact maria@acme.example', 'Gate by gate']],
  },
  {
    name: 'ticket who',
    about: 'Say which contacts see a ticket in the portal, and which of its own do not',
    positionals: [one],
    flags: [],
    required: [],
    hasPages: true,
    examples: [
      ['postern ticket who 1042', 'Everybody, and through what'],
      ['postern ticket who 1042 --json', 'For scripts'],
    ],
  },
];
