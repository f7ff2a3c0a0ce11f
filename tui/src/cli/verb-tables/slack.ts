/** The verbs about Slack. */
import type { Positional, VerbEntry } from '../verbs.ts';
import { words } from './words-behind.ts';

const channel: Positional = {
  name: 'channel',
  about: "A channel as Slack shows it, such as '#support' (shells need the quotes), or its id",
  isRequired: true,
  isMany: false,
};
const state: Positional = { name: 'state', about: 'on or off', isRequired: true, isMany: false };

export const slack: readonly VerbEntry[] = [
  {
    name: 'slack status',
    about: 'Show the connection, the channels, what waits and what failed',
    flags: [],
    required: [],
    examples: [
      ['postern slack status', 'Is it connected, and is anything held up?'],
      ['postern slack status --json', 'For scripts'],
    ],
  },
  {
    name: 'slack connect',
    about: 'Make the app in Slack, step by step, and check its tokens',
    flags: ['check', 'tokens-stdin', 'browser'],
    required: [],
    examples: [
      ['postern slack connect', 'The steps, and the manifest with the domains of this desk'],
      ['postern slack connect > manifest.json', 'The manifest alone'],
      ['postern slack connect --browser', "Slack's page, with the manifest filled in"],
      ['postern slack connect --tokens-stdin < tokens', 'Are these two good? They are not kept'],
      ['postern slack connect --check', "Are the desk's own good? Exit 1 when they are not"],
    ],
  },
  {
    name: 'slack route list',
    about: 'List which tickets go into which channel',
    flags: [],
    required: [],
    examples: [['postern slack route list', 'Every route that fits a ticket gives it a card']],
  },
  {
    name: 'slack route add',
    about: 'Send the tickets of a query into a channel; without a query, all of them',
    positionals: [channel, words],
    flags: [],
    required: [],
    examples: [
      ["postern slack route add '#billing' tag:billing", 'With everything else in other routes'],
      ["postern slack route add '#support'", 'Every ticket'],
      ["postern slack route add '#urgent' 'priority:urgent OR organization:Acme'", 'A ticket may have many'],
    ],
  },
  {
    name: 'slack route remove',
    about: 'Send no more tickets by a route; cards that are there stay',
    positionals: [
      {
        name: 'route',
        about: 'Its id, as in: postern slack route list',
        isRequired: true,
        isMany: false,
      },
    ],
    flags: [],
    required: [],
    examples: [['postern slack route remove srt_0mi0k2v5e4', 'By its id']],
  },
  {
    name: 'slack room',
    about: 'Say what may happen in a channel that tickets go into',
    positionals: [channel],
    flags: ['fallback', 'confidential', 'replies', 'guests', 'strangers'],
    required: [],
    examples: [
      ["postern slack room '#support-leads' --fallback on", 'Where cards go when their channel is not safe'],
      ["postern slack room '#legal' --confidential on", 'Notifications on phones say no words of a ticket'],
      ["postern slack room '#support' --guests on", 'You trust the guests who are in it'],
      ["postern slack room '#support' --strangers off", 'Only agents write notes there'],
    ],
  },
  {
    name: 'slack import',
    about: 'Make tickets of the threads of a channel, as notes that no customer sees',
    positionals: [channel],
    flags: ['since', 'dry-run', 'from', 'inbox', 'stage', 'subjects', 'request-id'],
    required: ['since'],
    examples: [
      ["postern slack import '#help' --since 30d --dry-run", 'Which threads would become which tickets?'],
      ["postern slack import '#help' --since 30d --stage Closed", 'To be found by search, and no work'],
      [
        "postern slack import '#acme' --since monday --from maria@acme.example",
        'All in the name of one contact',
      ],
    ],
  },
  {
    name: 'slack strict',
    about: 'Say whether people in Slack become agents by a code alone, and not by their address',
    positionals: [state],
    flags: [],
    required: [],
    examples: [
      ['postern slack strict on', "Whoever administers the workspace can change people's addresses"],
      ['postern slack strict off', 'The address of an agent is enough'],
    ],
  },
  {
    name: 'slack link',
    about: 'Print a code that tells the desk who you are in Slack; good once, for ten minutes',
    flags: [],
    required: [],
    examples: [['postern slack link', 'Then type in Slack: /postern link CODE']],
  },
  {
    name: 'slack notify',
    about: 'Say whether Slack tells you of tickets given to you, and of answers on yours',
    positionals: [{ name: 'notice', about: 'assigned or answered', isRequired: true, isMany: false }, state],
    flags: [],
    required: [],
    examples: [
      ['postern slack notify answered off', 'No word when a customer answers; the card shows it anyway'],
      ['postern slack notify assigned on', 'When somebody else gives you a ticket'],
    ],
  },
  {
    name: 'slack digest',
    about: 'Say at which hour of your day Slack tells you what waits for you',
    positionals: [
      { name: 'hour', about: '0 to 23 in your time zone of Slack, or off', isRequired: true, isMany: false },
    ],
    flags: [],
    required: [],
    examples: [
      ['postern slack digest 8', 'At eight, and never when there is nothing to say'],
      ['postern slack digest off', 'Not at all'],
    ],
  },
];
