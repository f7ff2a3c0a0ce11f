/** What Slack says when the desk says no: what happened, and what to do in Slack. */
import type { ErrorCode, Failure } from '@postern/core/client';

type Say = (failure: Failure, desk: string) => string;

const asTold: Say = ({ message }) => message;
const withHint: Say = ({ message, hint }) => (hint ? `${message} ${hint}` : message);
const onlyElsewhere: Say = ({ message }) => `${message} This can be done in the terminal only.`;

const sentences = {
  BAD_INPUT: ({ message }) => `${message} Nothing was changed.`,
  BAD_QUERY: withHint,
  MESSAGE_EMPTY: () => 'The reply is empty. Write something first.',
  MESSAGE_TOO_LONG: asTold,
  SUBJECT_EMPTY: asTold,
  SUBJECT_TOO_LONG: asTold,
  WRONG_CREDENTIALS: onlyElsewhere,
  TOO_MANY_TRIES: asTold,
  NOT_SIGNED_IN: onlyElsewhere,
  NOT_ALLOWED: (failure, desk) => `${withHint(failure, desk)} (The desk at ${desk}.)`,
  PORTAL_OFF: asTold,
  PORTAL_NOT_FOUND: asTold,
  TICKET_NOT_FOUND: () => 'This ticket is gone, or you may not see it.',
  CONTACT_NOT_FOUND: asTold,
  AGENT_NOT_FOUND: asTold,
  INBOX_NOT_FOUND: asTold,
  TOKEN_NOT_FOUND: onlyElsewhere,
  TICKET_CLOSED: ({ message }) => `${message} Press "Reopen" on its card, then send your reply.`,
  TICKET_CHANGED: ({ message }) => `${message} Look at the card and try again.`,
  TICKET_DELETED: asTold,
  TEAM_NOT_FOUND: asTold,
  TICKET_MERGED: asTold,
  ALREADY_CLAIMED: asTold,
  AUDIENCE_CHANGED: () =>
    'Somebody wrote since you opened this, or the recipients changed. Read it, then send again.',
  REQUEST_ID_REUSED: () => 'This reply was sent already. To write another, open "Reply to customer" again.',
  REPLY_INTENT_GONE: () =>
    'This dialog is too old. Copy your text, close this, and open "Reply to customer" again.',
  PASSWORD_TOO_SHORT: onlyElsewhere,
  FIELD_INVALID: asTold,
  FILE_TOO_LARGE: asTold,
  FILE_NOT_USABLE: asTold,
  NOT_IN_AUDIENCE: asTold,
  CONSENT_NEEDED: onlyElsewhere,
  PREVIEW_READ_ONLY: asTold,
  REGISTRATION_CLOSED: onlyElsewhere,
  LINK_EXPIRED: withHint,
  ORGANIZATION_NOT_FOUND: asTold,
  HELD_REPLY_NOT_FOUND: asTold,
  OUTBOX_ITEM_NOT_FOUND: asTold,
  REPLY_LEFT: asTold,
  VIEW_NOT_FOUND: asTold,
  LIST_NOT_FOUND: asTold,
  PROPERTY_NOT_FOUND: asTold,
  FORM_NOT_FOUND: asTold,
  SNIPPET_NOT_FOUND: asTold,
  SLACK_ROOM_NOT_FOUND: asTold,
  ARTICLE_NOT_FOUND: asTold,
  ATTACHMENT_NOT_FOUND: asTold,
  NAME_TAKEN: asTold,
  STILL_IN_USE: asTold,
  PORTAL_NOT_READY: onlyElsewhere,
  FORM_NOT_ELIGIBLE: onlyElsewhere,
  SETTINGS_CHANGED: onlyElsewhere,
  AGENT_CHANGED: onlyElsewhere,
  TEAM_CHANGED: onlyElsewhere,
  VISIBILITY_TESTS_FAILED: onlyElsewhere,
  DISK_FULL: () => 'The desk has no room left on its disk. Nothing was stored; try again later.',
  INTERNAL: ({ requestId }) =>
    `Something went wrong on the desk. Try again; if it stays, tell its operator this reference: ${requestId}`,
} satisfies Record<ErrorCode, Say>;

/** One sentence or two for the person who pressed the button; `desk` is the desk's address. */
export function wordsFor(failure: Failure, desk: string): string {
  if (failure.code === 'UNREACHABLE') return 'The desk did not answer. Try again in a moment.';
  return sentences[failure.code](failure, desk);
}
