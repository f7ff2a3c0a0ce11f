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
    about: 'List your replies that wait, and what could not be sent',
    flags: [],
    required: [],
    examples: [
      ['postern outbox list', 'Mails and Slack posts are shown to whoever manages channels'],
      ['postern outbox list --json', 'For scripts'],
    ],
  },
  {
    name: 'outbox cancel',
    about: 'Take a waiting reply back, or give up what could not be sent',
    positionals: [item],
    flags: [],
    required: [],
    examples: [['postern outbox cancel hld_0mqx1c3', 'Prints the text of the reply']],
  },
  {
    name: 'outbox retry',
    about: 'Send a waiting reply now, or try again what could not be sent',
    positionals: [item],
    flags: [],
    required: [],
    examples: [['postern outbox retry out_0mqx1c3', 'Looks first whether it went out after all']],
  },
];
