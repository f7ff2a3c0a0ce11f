/** Every flag of the `postern` command: the one table behind parsing, help texts, suggestions and completion. */

export interface Flag {
  /** Of `texts` the flag may be given several times. */
  type: 'switch' | 'text' | 'texts';
  about: string;
  /** One letter, written with a single dash. */
  short?: string;
  /** What stands behind a text flag in help texts. */
  value?: string;
}

export const flags = {
  json: { type: 'switch', about: 'One JSON document on stdout' },
  jsonl: { type: 'switch', about: 'One JSON document per line' },
  fields: { type: 'text', value: 'A,B', about: 'Only these fields, or columns' },
  limit: { type: 'text', value: 'N', about: 'At most N items (50 unless said)' },
  cursor: { type: 'text', value: 'C', about: 'Go on where a page ended (its nextCursor)' },
  quiet: { type: 'switch', short: 'q', about: 'No messages on stderr but errors' },
  yes: { type: 'switch', short: 'y', about: 'Answer yes to every question' },
  'no-input': { type: 'switch', about: 'Never ask; fail where a question is needed' },
  profile: { type: 'text', value: 'P', about: 'The desk to talk to, by its name in your profiles' },
  url: { type: 'text', value: 'URL', about: 'The desk to talk to, by its address' },
  'no-color': { type: 'switch', about: 'No colours' },
  debug: { type: 'switch', about: 'Write down how it went, without any text, in logs/debug.log' },
  body: { type: 'text', value: 'TEXT', about: 'What to write' },
  'body-file': { type: 'text', value: 'FILE', about: 'Read what to write from a file, or from stdin with -' },
  attach: { type: 'texts', value: 'FILE', about: 'Send this file along; give it once for each file' },
  to: { type: 'text', value: 'TO', about: 'Whom (an address, a name, "me" or "none"), or what, as below' },
  'if-version': { type: 'text', value: 'N', about: 'Only if the ticket still has this version' },
  'request-id': { type: 'text', value: 'ID', about: 'The same id twice is one message: safe to repeat' },
  from: { type: 'text', value: 'EMAIL', about: 'The contact whose ticket it is' },
  subject: { type: 'text', value: 'S', about: 'What it is about, on one line' },
  stage: { type: 'text', value: 'NAME', about: 'The stage by its name; where new tickets go unless said' },
  subjects: {
    type: 'switch',
    about: 'Take the first line of each thread as subject; customers read it once they are on the ticket',
  },
  inbox: { type: 'text', value: 'NAME', about: 'The inbox by its name' },
  contact: { type: 'text', value: 'EMAIL', about: 'The contact whose sight is in question' },
  as: {
    type: 'text',
    value: 'AS',
    about: 'Through whose eyes (an address), or what it is to the other ticket',
  },
  email: { type: 'text', value: 'E', about: 'Who signs in' },
  'password-stdin': { type: 'switch', about: 'Read the password from stdin' },
  'code-stdin': { type: 'switch', about: 'Read the code from the first line of stdin' },
  input: { type: 'text', value: 'JSON', about: 'What the procedure takes, or - to read it from stdin' },
  name: { type: 'text', value: 'NAME', about: 'The name to show, or none' },
  'new-email': { type: 'text', value: 'E', about: 'The new e-mail address' },
  organization: { type: 'text', value: 'NAME', about: 'The organization, or none' },
  'sees-org-tickets': {
    type: 'text',
    value: 'YES|NO',
    about: 'Whether this is a chosen member of its organization',
  },
  locale: { type: 'text', value: 'LANG', about: 'A language such as it or pt-BR, or none' },
  blocked: { type: 'text', value: 'YES|NO', about: 'Whether signing in is refused' },
  sort: { type: 'text', value: 'HOW', about: 'By email (unless said), or created: the newest first' },
  sight: { type: 'text', value: 'S', about: 'Who sees its tickets: own, members (chosen ones) or everyone' },
  rename: { type: 'text', value: 'NEW', about: 'The new name' },
  filter: { type: 'text', value: 'QUERY', about: 'Whom it finds, as in: postern help query' },
  'if-revision': {
    type: 'text',
    value: 'N',
    about: 'Only if the settings still have this revision',
  },
  language: { type: 'text', value: 'CODE', about: 'The language of its pages: en, it, nl, de, fr or es' },
  plan: { type: 'text', value: 'ID', about: 'The plan that was looked at' },
  browser: { type: 'switch', about: 'Open it in a browser' },
  label: { type: 'text', value: 'TEXT', about: 'What people read as its name, or beside its box' },
  type: { type: 'text', value: 'TYPE', about: 'text, number, date, yes-no, select or multi-select' },
  options: { type: 'text', value: 'A,B', about: 'What a select offers, in this order' },
  audience: { type: 'text', value: 'WHO', about: 'Who reads it beside the team: internal, form or portal' },
  'add-option': { type: 'text', value: 'A,B', about: 'Offer these too' },
  'remove-option': { type: 'text', value: 'A,B', about: 'Offer these no more, where no ticket has them' },
  'rename-option': { type: 'text', value: 'OLD=NEW', about: 'Another name for an option' },
  pipeline: { type: 'text', value: 'NAME', about: 'The pipeline it files into' },
  confidential: {
    type: 'text',
    value: 'on|off',
    about: 'Colleagues of a customer never see its tickets; in Slack, no words in notifications',
  },
  'reopen-days': { type: 'text', value: 'N', about: 'A reply reopens a closed ticket for N days' },
  'customers-close': { type: 'text', value: 'on|off', about: 'Customers may close and reopen by themselves' },
  promise: { type: 'text', value: 'TEXT', about: 'What customers read after filing' },
  again: { type: 'switch', about: 'Also to somebody who was invited before' },
  text: { type: 'text', value: 'TEXT', about: 'The text of the notice; links as [words](https://…)' },
  'text-file': { type: 'text', value: 'FILE', about: 'Read the text from a file, or from stdin with -' },
  domain: { type: 'text', value: 'HOST', about: "The domain whose notice it is (the portal's unless said)" },
  title: { type: 'text', value: 'T', about: 'Its title, on one line' },
  slug: { type: 'text', value: 'S', about: 'The end of its address (made from the title unless said)' },
  publish: { type: 'switch', about: 'Show it to customers at once' },
  position: { type: 'text', value: 'N', about: 'Its place, from 1' },
  'if-updated-at': { type: 'text', value: 'AT', about: 'Only if it was last edited then (its updatedAt)' },
  template: { type: 'text', value: 'NAME', about: 'support (the usual one) or blank' },
  hint: { type: 'text', value: 'TEXT', about: 'A sentence that helps to fill it in' },
  'ticket-properties': { type: 'text', value: 'on|off', about: "Ask for the ticket's subject and message" },
  required: { type: 'switch', about: 'It must be answered' },
  optional: { type: 'switch', about: 'It may be left empty' },
  'show-if': { type: 'text', value: 'F=A,B', about: 'Only if field F has one of these answers; or none' },
  theme: {
    type: 'text',
    value: 'NAME',
    about: 'auto, dark, light, contrast, color-blind, mono, or your own',
  },
  plain: { type: 'switch', about: 'Line by line, for screen readers and dumb terminals' },
  ascii: { type: 'switch', about: 'Lines and signs in plain ASCII' },
  'leak-ok': { type: 'switch', about: 'Send it although something in it looks as if it were for the team' },
  into: { type: 'text', value: 'M', about: 'The ticket that is left' },
  'with-people': { type: 'switch', about: 'Its people join the ticket that is left, and read all of it' },
  until: { type: 'text', value: 'T', about: 'Until when, as below; a ticket sleeps also until reply' },
  add: { type: 'text', value: 'A,B', about: 'Put these on' },
  remove: { type: 'text', value: 'A,B', about: 'Take these off' },
  hold: { type: 'text', value: 'S', about: 'Wait so long, up to 60s; postern outbox cancel takes it back' },
  'send-at': { type: 'text', value: 'T', about: 'Send it at a time to come, as below' },
  kind: { type: 'text', value: 'reply|note', about: 'Which of the two, where a ticket has both' },
  queue: { type: 'switch', about: 'Keep it on this machine if the desk cannot be reached (exit 9)' },
  view: { type: 'text', value: 'NAME', about: 'The tickets of this view' },
  shared: { type: 'switch', about: 'For everybody on the desk' },
  ticket: { type: 'text', value: 'N', about: 'The number of the ticket' },
  actor: { type: 'text', value: 'EMAIL', about: 'Who did it, or desk for the desk itself' },
  action: {
    type: 'text',
    value: 'A',
    about: 'What was done, as ticket.closed or portal; or what a snippet does',
  },
  since: { type: 'text', value: 'T', about: 'From this time on: 2h, monday, "yesterday 9:00", 2026-12-01' },
  against: { type: 'text', value: 'HASH@SEQ', about: 'An anchor that was noted down before' },
  create: { type: 'switch', about: 'An address that is new becomes a contact' },
  query: {
    type: 'text',
    value: 'Q',
    about: 'In place of a number: each ticket that it finds; asks before several',
  },
  'dry-run': { type: 'switch', about: 'Say what would be done, and change nothing' },
  at: { type: 'text', value: 'T', about: 'As it was then: "yesterday 17:00", 3d, 2026-12-01' },
  for: { type: 'text', value: 'EMAIL', about: 'The sheet of this colleague' },
  all: { type: 'switch', about: 'Everybody who did something' },
  'with-text': { type: 'switch', about: 'With the replies themselves' },
  release: { type: 'text', value: 'V', about: 'The release in which it is fixed, such as 2.3' },
  repo: { type: 'text', value: 'DIR', about: 'The working copy to ask (this folder unless said)' },
  exec: {
    type: 'text',
    value: 'COMMAND',
    about: 'Run it for each event, with its facts in variables: POSTERN_EVENT_TICKET and others',
  },
  explain: { type: 'switch', about: 'How the query is understood, and the plan of the database' },
  away: { type: 'text', value: 'YES|NO', about: 'Whether new tickets pass this agent by' },
  assign: { type: 'text', value: 'TEAM', about: 'Among whom new tickets go round, or nobody' },
  message: { type: 'text', value: 'M', about: 'A message: its place in the thread, or its id' },
  snippet: { type: 'text', value: 'NAME', about: 'Begin with this text of the team, and do what it does' },
  grant: {
    type: 'texts',
    value: 'PERMISSION',
    about: 'Give this permission, everywhere; once for each',
  },
  'read-only': { type: 'switch', about: 'Look, and change nothing' },
  fallback: {
    type: 'text',
    value: 'on|off',
    about: 'Takes over for channels that are not safe; one at most',
  },
  replies: { type: 'text', value: 'on|off', about: 'Whether "@Postern reply: …" in a thread is sent' },
  guests: { type: 'text', value: 'on|off', about: 'Whether guests of the workspace may read tickets there' },
  strangers: {
    type: 'text',
    value: 'on|off',
    about: 'Whether words of people who are no agents become notes',
  },
  check: { type: 'switch', about: "Ask Slack whether the desk's own tokens are good" },
  'tokens-stdin': { type: 'switch', about: 'Ask Slack about the tokens on stdin, one a line' },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof flags;

/** The flags that every verb takes. */
export const globalFlags = [
  'json',
  'jsonl',
  'fields',
  'limit',
  'cursor',
  'quiet',
  'yes',
  'no-input',
  'profile',
  'url',
  'no-color',
  'debug',
] as const satisfies readonly FlagName[];

/** How words become flags and values, for reading them as for their help. */
export const parserConfiguration = {
  'boolean-negation': false,
  'camel-case-expansion': false,
  'dot-notation': false,
  'duplicate-arguments-array': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
};

/** What may stand behind a verb: one word, or all the words that are left. */
interface Positionals {
  ticket: string;
  /** The id of a file that came with a message. */
  attachment: string;
  query: readonly string[];
  topic: readonly string[];
  shell: string;
  procedure: string;
  name: string;
  email: string;
  emails: readonly string[];
  /** Words of the team that a reply should not hold. */
  words: readonly string[];
  permission: string;
  /** Of an invitation. */
  code: string;
  /** `key=value` of settings. */
  settings: readonly string[];
  key: string;
  file: string;
  property: string;
  /** The id of something in the outbox. */
  item: string;
  /** An article of the knowledge base. */
  article: string;
  /** `on` or `off`. */
  state: string;
  form: string;
  field: string;
  /** More tickets, `+tag` and `-tag`. */
  tags: readonly string[];
  /** Commits, as git understands them. */
  range: string;
  /** `+address` and `-address`. */
  contacts: readonly string[];
  /** The number of another ticket. */
  other: string;
  /** A channel of Slack. */
  channel: string;
  /** The id of a route. */
  route: string;
  /** Of a day, or `off`. */
  hour: string;
  /** What Slack may tell an agent. */
  notice: string;
}

export type PositionalName = keyof Positionals;

/** What was typed behind a verb. A switch is always there; a text is undefined when it was not given, texts are none. */
export type Args = {
  readonly [Name in Exclude<FlagName, keyof Positionals>]: (typeof flags)[Name]['type'] extends 'switch'
    ? boolean
    : (typeof flags)[Name]['type'] extends 'texts'
      ? readonly string[]
      : string | undefined;
} & { readonly [Name in PositionalName]?: Positionals[Name] | undefined };
