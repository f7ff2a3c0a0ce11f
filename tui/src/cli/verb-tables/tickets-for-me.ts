/** The verbs that change nothing of a ticket but what it is to whoever runs them: read or not, followed or not. */
import type { VerbEntry } from '../verbs.ts';
import { oneOrStdin } from './words-behind.ts';

export const ticketsForMe: readonly VerbEntry[] = [
  {
    name: 'ticket mark-read',
    about: 'Count all of a ticket as read by you, on every machine',
    positionals: [oneOrStdin],
    flags: [],
    required: [],
    examples: [
      ['postern ticket mark-read 1042', 'As if you had opened it'],
      [
        "postern ticket list 'is:unread older:2w' | cut -f1 | postern ticket mark-read -",
        'Those of long ago',
      ],
    ],
  },
  {
    name: 'ticket mark-unread',
    about: 'Count the last thing written in a ticket as unread by you',
    positionals: [oneOrStdin],
    flags: [],
    required: [],
    examples: [
      ['postern ticket mark-unread 1042', 'To come back to it'],
      ['postern ticket list is:unread', 'What you have not read'],
    ],
  },
  {
    name: 'ticket follow',
    about: 'Hear of a ticket what its assignee hears; a mention in a note begins it too',
    positionals: [oneOrStdin],
    flags: ['if-version'],
    required: [],
    examples: [
      ['postern ticket follow 1042', 'For yourself'],
      ['postern ticket list is:following', 'What you follow'],
    ],
  },
  {
    name: 'ticket unfollow',
    about: 'Hear of a ticket no more',
    positionals: [oneOrStdin],
    flags: ['if-version'],
    required: [],
    examples: [['postern ticket unfollow 1042', 'For yourself']],
  },
];
