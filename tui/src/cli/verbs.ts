/** Every verb of the `postern` command with its help text: the one table behind parsing, help and completion. */
import type { VerbName } from './acts.ts';
import type { FlagName, PositionalName } from './flags.ts';
import { agents } from './verb-tables/agents.ts';
import { audit } from './verb-tables/audit.ts';
import { auth } from './verb-tables/auth.ts';
import { comingIn } from './verb-tables/coming-in.ts';
import { desk } from './verb-tables/desk.ts';
import { drafts } from './verb-tables/drafts.ts';
import { forms } from './verb-tables/forms.ts';
import { guard } from './verb-tables/guard.ts';
import { lists } from './verb-tables/lists.ts';
import { outbox } from './verb-tables/outbox.ts';
import { people } from './verb-tables/people.ts';
import { portal } from './verb-tables/portal.ts';
import { portalFile } from './verb-tables/portal-file.ts';
import { portalKb } from './verb-tables/portal-kb.ts';
import { inboxes, properties } from './verb-tables/properties.ts';
import { slack } from './verb-tables/slack.ts';
import { snippets } from './verb-tables/snippets.ts';
import { teams } from './verb-tables/teams.ts';
import { tickets } from './verb-tables/tickets.ts';
import { views } from './verb-tables/views.ts';

export interface Positional {
  /** What it is called in help texts, and the key under which the verb finds it. */
  name: PositionalName;
  about: string;
  isRequired: boolean;
  isMany: boolean;
  /** Whether `-` stands for numbers on stdin. */
  takesStdin?: boolean;
  /** Whether a word here may begin with a single dash, and is no flag then. */
  takesDashes?: boolean;
}

export interface Verb {
  /** Its words, noun first; empty for `postern` alone. */
  name: VerbName;
  path: readonly string[];
  about: string;
  /** What stands behind it, in this order; the last one may be many words. */
  positionals?: readonly Positional[];
  flags: readonly FlagName[];
  /** What a flag says in this verb's help where the words for all verbs would be too wide. */
  flagTexts?: Partial<Record<FlagName, string>>;
  required: readonly FlagName[];
  /** Whether it prints a list page by page. */
  hasPages?: boolean;
  examples: readonly (readonly [command: string, meaning: string])[];
}

/** A verb as its table says it. */
export type VerbEntry = Omit<Verb, 'path'>;

/** The nouns and what stands in their one line of help; a noun of two words stands behind its first. */
export const nouns: Readonly<Record<string, string>> = {
  auth: 'Sign in and out',
  'auth token': 'Tokens for scripts and other devices',
  ticket: 'Read, answer and move tickets',
  view: 'Queries with a name, yours and the shared ones',
  draft: 'What you have not sent yet',
  outbox: 'Replies that wait, and what could not be sent',
  contact: 'The people who write to you',
  org: 'The organizations they belong to',
  list: 'Lists of contacts, as portals let them in',
  audit: 'What was done on the desk, by whom, and the proof of it',
  agent: 'Who works on the desk, and who may do what',
  team: 'Agents who share work',
  portal: 'Set up the portal for customers',
  'portal brand': 'The colour, logo and icon of the pages',
  'portal domain': 'The domain that portal and knowledge base share',
  property: 'Fields of your own on tickets',
  snippet: 'Texts that the team writes often',
  guard: 'Words that should not go out to a customer',
  inbox: 'Where tickets come in',
  'portal consent': 'The notice that customers accept',
  'portal kb': 'Write the knowledge base, and link it with the portal',
  form: 'Support forms of the portal',
  'form field': 'What a form asks',
  slack: 'Slack: connect it, and say what goes where',
  'slack route': 'Which tickets go into which channel',
};

const [alone, ...others] = desk;

// In the order of help texts; `postern` alone comes first.
const table: readonly VerbEntry[] = [
  alone as VerbEntry,
  ...auth,
  ...tickets,
  ...views,
  ...outbox,
  ...drafts,
  ...people,
  ...lists,
  ...snippets,
  ...guard,
  ...agents,
  ...teams,
  ...audit,
  ...portal,
  ...properties,
  ...inboxes,
  ...comingIn,
  ...portalKb,
  ...portalFile,
  ...forms,
  ...slack,
  ...others,
];

/** Every verb there is. */
export const verbs: readonly Verb[] = table.map((verb) => ({
  ...verb,
  path: verb.name.split(' ').filter((word) => word !== ''),
}));

/** The longest noun with which these words begin, as its words; empty when they begin with none. */
export function nounOf(words: readonly string[]): readonly string[] {
  const lengths = [2, 1].filter((length) => length <= words.length);
  const length = lengths.find((count) => Object.hasOwn(nouns, words.slice(0, count).join(' '))) ?? 0;
  return words.slice(0, length);
}

/** What may stand right behind a noun: its verbs, and the nouns of two words that begin with it. */
export function wordsBehind(noun: string): string[] {
  const { length } = noun.split(' ');
  const own = verbs.filter((verb) => verb.path.slice(0, length).join(' ') === noun);
  return [...new Set(own.map((verb) => verb.path[length] as string))];
}

/** A verb as people type it: `postern ticket list`. */
export function commandOf(verb: Verb): string {
  return ['postern', ...verb.path].join(' ');
}
