/** What the terminal says to each refusal: the sentence comes from the desk, the command to type next from here. */
import type { ErrorCode, Failure } from '@postern/core/client';
import { shellWord } from './profiles.ts';
import { nounOf } from './verbs.ts';

/** Where the person was when it happened. */
export interface Situation {
  /** What was typed, verb and ticket only. */
  command: string;
  /** The file that was named, where the verb takes one. */
  file: string | null;
  url: string;
  isTokenFromEnvironment: boolean;
  profile: string;
}

type Hint = (failure: Failure, at: Situation) => string;

const again: Hint = (_failure, { command }) => `Again: ${command}`;
const helpOfVerb: Hint = (_failure, { command }) => {
  const typed = command.split(' ').slice(1);
  const verb = typed.slice(0, nounOf(typed).length + 1);
  return `See: ${['postern', ...verb].join(' ')} --help`;
};
const atTheDesk: Hint = (failure) => failure.hint ?? '';
const numberOf = ({ facts }: Failure, { command }: Situation) =>
  shellWord(String(facts.number ?? command.split(' ')[3] ?? 'N'));

const orAllTheSame: Hint = ({ hint, facts }) =>
  `${hint ?? ''}\nAll the same: with --if-version ${facts.version ?? 'N'}`.trim();

/** The desk never learns what the file of the portal is called. */
const withFile: Hint = (failure, { file }) =>
  (failure.hint ?? '').replace(/(?<=postern portal (?:plan|test) )FILE\b/, (word) =>
    file === null ? word : shellWord(file),
  );

function signIn({ url, profile }: Situation): string {
  const named = profile === 'default' ? '' : ` --profile ${profile}`;
  return `postern auth login --url ${shellWord(url)}${named}`;
}

/** The line or lines under the sentence: what to type next. A new code of the desk does not compile without words. */
export const words = {
  BAD_INPUT: (failure, at) => failure.hint ?? helpOfVerb(failure, at),
  BAD_QUERY: () => 'See: postern help query',
  MESSAGE_EMPTY: (_failure, { command }) => `Again: ${command} --body TEXT`,
  MESSAGE_TOO_LONG: (_failure, { command }) => `Shorten it, then: ${command} --body-file FILE`,
  SUBJECT_EMPTY: (_failure, { command }) => `Again: ${command} --subject SUBJECT`,
  SUBJECT_TOO_LONG: (_failure, { command }) => `Shorten it, then: ${command} --subject SUBJECT`,
  WRONG_CREDENTIALS: (_failure, at) => `Check both, then: ${signIn(at)}`,
  TOO_MANY_TRIES: (_failure, at) => `Later: ${signIn(at)}`,
  NOT_SIGNED_IN: (_failure, at) =>
    at.isTokenFromEnvironment
      ? `POSTERN_TOKEN holds a token that ${at.url} does not take. Sign in instead: unset POSTERN_TOKEN && ${signIn(at)}`
      : `Sign in: ${signIn(at)}`,
  NOT_ALLOWED: () => 'Ask an administrator of the desk. What you may do: postern auth status',
  PORTAL_OFF: (failure) => failure.hint ?? 'An administrator of the desk can switch it on.',
  PORTAL_NOT_FOUND: (failure) => failure.hint ?? 'An administrator of the desk can make one.',
  TICKET_NOT_FOUND: () => 'See the open ones: postern ticket list',
  CONTACT_NOT_FOUND: ({ facts }) =>
    `${facts.mayBeNew ? 'To make this contact: add --create\n' : ''}See them: postern contact list`,
  AGENT_NOT_FOUND: (failure) => [failure.hint, 'See them all: postern agent list'].filter(Boolean).join('\n'),
  INBOX_NOT_FOUND: atTheDesk,
  TOKEN_NOT_FOUND: () => 'See yours: postern auth token list',
  TICKET_CLOSED: (failure, at) =>
    `Reopen it, then send again: postern ticket reopen ${numberOf(failure, at)}`,
  TICKET_CHANGED: (failure, at) =>
    `See it: postern ticket view ${numberOf(failure, at)}\nAll the same: ${at.command} --if-version ${failure.facts.version ?? 'N'}`,
  AGENT_CHANGED: orAllTheSame,
  TEAM_CHANGED: orAllTheSame,
  TICKET_DELETED: (failure, at) => `To restore it: postern ticket restore ${numberOf(failure, at)}`,
  TICKET_MERGED: atTheDesk,
  ALREADY_CLAIMED: (failure, at) =>
    `Take it all the same: postern ticket assign ${numberOf(failure, at)} --to me`,
  AUDIENCE_CHANGED: (_failure, at) => `Look at who would read it now, then: ${at.command}`,
  REQUEST_ID_REUSED: (_failure, at) => `With a new id, which is chosen for you: ${at.command}`,
  REPLY_INTENT_GONE: (failure, at) => `Write it again: postern ticket reply ${numberOf(failure, at)}`,
  PASSWORD_TOO_SHORT: atTheDesk,
  FIELD_INVALID: atTheDesk,
  FILE_TOO_LARGE: atTheDesk,
  FILE_NOT_USABLE: atTheDesk,
  NOT_IN_AUDIENCE: atTheDesk,
  CONSENT_NEEDED: atTheDesk,
  PREVIEW_READ_ONLY: atTheDesk,
  REGISTRATION_CLOSED: atTheDesk,
  LINK_EXPIRED: atTheDesk,
  ORGANIZATION_NOT_FOUND: atTheDesk,
  HELD_REPLY_NOT_FOUND: () => 'See what waits: postern outbox list',
  OUTBOX_ITEM_NOT_FOUND: () => 'See what waits and what failed: postern outbox list',
  REPLY_LEFT: () => 'What customers have cannot be taken back.',
  VIEW_NOT_FOUND: () => 'See them all: postern view list',
  LIST_NOT_FOUND: () => 'See them all: postern list list',
  PROPERTY_NOT_FOUND: () => 'See them all: postern property list',
  FORM_NOT_FOUND: () => 'See them all: postern form list',
  TEAM_NOT_FOUND: (failure) => [failure.hint, 'See them all: postern team list'].filter(Boolean).join('\n'),
  SNIPPET_NOT_FOUND: () => 'See them all: postern snippet list',
  SLACK_ROOM_NOT_FOUND: () => 'See them all: postern slack route list',
  ARTICLE_NOT_FOUND: () => 'See them all: postern portal kb list',
  ATTACHMENT_NOT_FOUND: () => 'A ticket names its files: postern ticket view N',
  NAME_TAKEN: atTheDesk,
  STILL_IN_USE: atTheDesk,
  PORTAL_NOT_READY: atTheDesk,
  FORM_NOT_ELIGIBLE: atTheDesk,
  SETTINGS_CHANGED: withFile,
  VISIBILITY_TESTS_FAILED: withFile,
  DISK_FULL: again,
  INTERNAL: again,
  UNREACHABLE: (_failure, { url }) =>
    `See whether it answers: curl ${shellWord(`${url}/healthz`)}\nAnother desk: add --url URL, or set POSTERN_URL`,
} as const satisfies Record<ErrorCode | 'UNREACHABLE', Hint>;
