/** The verbs about what waits before it leaves, and what could not be sent. */
import type { Positional, VerbEntry } from '../verbs.ts';

const item: Positional = {
  name: 'item',
  about: 'Its id, as outbox list shows it',
  isRequired: true,
  isMany: false,
};

export const outbox: readonly VerbEntry[] = [
  {
    name: 'outbox list',
    about: 'List your replies that wait, what waits on this machine for the desk, and what could not be sent',
    flags: [],
    required: [],
    examples: [
      ['postern outbox list', 'Mails and Slack posts are shown to whoever manages channels'],
      ['postern outbox list --json', 'For scripts'],
    ],
  },
  {
    name: 'outbox cancel',
    about: 'Take a waiting reply or act back, or give up what could not be sent',
    positionals: [item],
    flags: [],
    required: [],
    examples: [['postern outbox cancel hld_0mqx1c3', 'Prints the text of the reply']],
  },
  {
    name: 'outbox retry',
    about: 'Send a waiting reply or act now, or try again what could not be sent',
    positionals: [item],
    flags: [],
    required: [],
    examples: [
      ['postern outbox retry out_0mqx1c3', 'Looks first whether it went out after all'],
      ['postern outbox retry offline', 'All that was kept on this machine with --queue, in order'],
      ['postern outbox retry off_mh7k2a1b', 'One of them; once more does it although the ticket has changed'],
    ],
  },
];
