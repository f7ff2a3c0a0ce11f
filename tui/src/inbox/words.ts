/** What the inbox says to each refusal: what happened, and which key comes next. */
import { displayText, type ErrorCode, type Failure } from '@postern/core/client';

type Words = (failure: Failure) => string;

const sentence: Words = ({ message }) => message;
/** The desk's sentence and a step in this screen; the desk's own hints speak of shell commands. */
const then =
  (step: string): Words =>
  ({ message }) =>
    `${message} ${step}`;

/** A new code of the desk does not compile until it has words here. */
const words = {
  BAD_INPUT: sentence,
  BAD_QUERY: then('Press / to change the query.'),
  MESSAGE_EMPTY: sentence,
  MESSAGE_TOO_LONG: then('Your text is kept.'),
  SUBJECT_EMPTY: sentence,
  SUBJECT_TOO_LONG: sentence,
  WRONG_CREDENTIALS: sentence,
  TOO_MANY_TRIES: then('Wait a little, then try again.'),
  NOT_SIGNED_IN: () => 'Your session has ended. Drafts are kept. Quit, then type: postern auth login',
  NOT_ALLOWED: then('Ask an administrator of the desk.'),
  PORTAL_OFF: sentence,
  PORTAL_NOT_FOUND: sentence,
  TICKET_NOT_FOUND: then('Ctrl+L loads the list again.'),
  CONTACT_NOT_FOUND: sentence,
  AGENT_NOT_FOUND: then('Press a to choose again.'),
  INBOX_NOT_FOUND: sentence,
  TOKEN_NOT_FOUND: sentence,
  TICKET_CLOSED: then('Your text is kept: Esc, then o reopens the ticket and r brings the text back.'),
  TICKET_CHANGED: ({ facts }) =>
    `Ticket #${facts.number ?? ''} has news. It is on the screen now; look, then press the key again.`,
  TEAM_NOT_FOUND: then('postern team list shows them all.'),
  TICKET_DELETED: then('postern ticket restore takes it out again.'),
  TICKET_MERGED: then('Ctrl+L loads the list again.'),
  ALREADY_CLAIMED: then('Press a to assign it all the same.'),
  AUDIENCE_CHANGED: ({ facts }) =>
    `Now ${namesIn(facts.audience)} would read it. If that is right, press Ctrl+S again.`,
  REQUEST_ID_REUSED: () =>
    'An earlier version of this text arrived already; look at the thread. To send this one too, press the key again.',
  REPLY_INTENT_GONE: sentence,
  PASSWORD_TOO_SHORT: sentence,
  FIELD_INVALID: sentence,
  FILE_TOO_LARGE: sentence,
  FILE_NOT_USABLE: sentence,
  NOT_IN_AUDIENCE: sentence,
  CONSENT_NEEDED: sentence,
  PREVIEW_READ_ONLY: sentence,
  REGISTRATION_CLOSED: sentence,
  LINK_EXPIRED: sentence,
  ORGANIZATION_NOT_FOUND: sentence,
  HELD_REPLY_NOT_FOUND: sentence,
  OUTBOX_ITEM_NOT_FOUND: sentence,
  REPLY_LEFT: sentence,
  VIEW_NOT_FOUND: then('Ctrl+L loads the views again.'),
  LIST_NOT_FOUND: sentence,
  PROPERTY_NOT_FOUND: sentence,
  FORM_NOT_FOUND: sentence,
  SNIPPET_NOT_FOUND: sentence,
  SLACK_ROOM_NOT_FOUND: sentence,
  ARTICLE_NOT_FOUND: sentence,
  ATTACHMENT_NOT_FOUND: sentence,
  NAME_TAKEN: sentence,
  STILL_IN_USE: sentence,
  PORTAL_NOT_READY: sentence,
  FORM_NOT_ELIGIBLE: sentence,
  SETTINGS_CHANGED: sentence,
  AGENT_CHANGED: sentence,
  TEAM_CHANGED: sentence,
  VISIBILITY_TESTS_FAILED: sentence,
  DISK_FULL: then('Your text is kept.'),
  INTERNAL: ({ message, requestId }) => `${message}${requestId ? ` Reference ${requestId}.` : ''}`,
  UNREACHABLE: () => 'The desk cannot be reached. Nothing is lost; press the key again when it is back.',
} as const satisfies Record<ErrorCode | 'UNREACHABLE', Words>;

function namesIn(audience: unknown): string {
  const people = (audience as { to?: { name: string }[] } | undefined)?.to ?? [];
  return people.length === 0 ? 'somebody else' : people.map((person) => person.name).join(', ');
}

/** One line for the status line. */
export function wordsFor(failure: Failure): string {
  return displayText(words[failure.code](failure));
}
