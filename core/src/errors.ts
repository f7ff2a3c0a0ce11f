/** Every way the desk can say no: the one table of error codes, and the error that carries one. */

export interface Outcome {
  /** The tRPC code, and through it the HTTP status. */
  trpc:
    | 'BAD_REQUEST'
    | 'UNAUTHORIZED'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'CONFLICT'
    | 'PAYLOAD_TOO_LARGE'
    | 'TOO_MANY_REQUESTS'
    | 'BAD_GATEWAY'
    | 'SERVICE_UNAVAILABLE'
    | 'INTERNAL_SERVER_ERROR';
  /** The exit code of `postern`. */
  exit: 1 | 2 | 4 | 5 | 6 | 7 | 8;
  /** Whether the same call may succeed a moment later. */
  retry: boolean;
}

export const outcomes = {
  BAD_INPUT: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  BAD_QUERY: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  MESSAGE_EMPTY: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  MESSAGE_TOO_LONG: { trpc: 'PAYLOAD_TOO_LARGE', exit: 2, retry: false },
  SUBJECT_EMPTY: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  SUBJECT_TOO_LONG: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  WRONG_CREDENTIALS: { trpc: 'UNAUTHORIZED', exit: 4, retry: false },
  TOO_MANY_TRIES: { trpc: 'TOO_MANY_REQUESTS', exit: 4, retry: true },
  NOT_SIGNED_IN: { trpc: 'UNAUTHORIZED', exit: 4, retry: false },
  NOT_ALLOWED: { trpc: 'FORBIDDEN', exit: 6, retry: false },
  PORTAL_OFF: { trpc: 'FORBIDDEN', exit: 6, retry: false },
  PORTAL_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  TICKET_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  CONTACT_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  AGENT_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  INBOX_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  TOKEN_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  PASSWORD_TOO_SHORT: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  FIELD_INVALID: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  FILE_TOO_LARGE: { trpc: 'PAYLOAD_TOO_LARGE', exit: 2, retry: false },
  FILE_NOT_USABLE: { trpc: 'BAD_REQUEST', exit: 2, retry: false },
  NOT_IN_AUDIENCE: { trpc: 'FORBIDDEN', exit: 6, retry: false },
  CONSENT_NEEDED: { trpc: 'FORBIDDEN', exit: 6, retry: false },
  PREVIEW_READ_ONLY: { trpc: 'FORBIDDEN', exit: 6, retry: false },
  REGISTRATION_CLOSED: { trpc: 'FORBIDDEN', exit: 6, retry: false },
  LINK_EXPIRED: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  ORGANIZATION_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  HELD_REPLY_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  OUTBOX_ITEM_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  REPLY_LEFT: { trpc: 'CONFLICT', exit: 7, retry: false },
  VIEW_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  LIST_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  PROPERTY_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  FORM_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  TEAM_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  SNIPPET_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  SLACK_ROOM_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  ARTICLE_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  ATTACHMENT_NOT_FOUND: { trpc: 'NOT_FOUND', exit: 5, retry: false },
  NAME_TAKEN: { trpc: 'CONFLICT', exit: 1, retry: false },
  STILL_IN_USE: { trpc: 'CONFLICT', exit: 1, retry: false },
  PORTAL_NOT_READY: { trpc: 'CONFLICT', exit: 1, retry: false },
  FORM_NOT_ELIGIBLE: { trpc: 'CONFLICT', exit: 1, retry: false },
  SETTINGS_CHANGED: { trpc: 'CONFLICT', exit: 7, retry: false },
  VISIBILITY_TESTS_FAILED: { trpc: 'CONFLICT', exit: 1, retry: false },
  TICKET_CLOSED: { trpc: 'CONFLICT', exit: 7, retry: false },
  TICKET_CHANGED: { trpc: 'CONFLICT', exit: 7, retry: false },
  AGENT_CHANGED: { trpc: 'CONFLICT', exit: 7, retry: false },
  TEAM_CHANGED: { trpc: 'CONFLICT', exit: 7, retry: false },
  TICKET_DELETED: { trpc: 'CONFLICT', exit: 7, retry: false },
  TICKET_MERGED: { trpc: 'CONFLICT', exit: 7, retry: false },
  ALREADY_CLAIMED: { trpc: 'CONFLICT', exit: 7, retry: false },
  AUDIENCE_CHANGED: { trpc: 'CONFLICT', exit: 7, retry: false },
  REQUEST_ID_REUSED: { trpc: 'CONFLICT', exit: 7, retry: false },
  REPLY_INTENT_GONE: { trpc: 'CONFLICT', exit: 7, retry: false },
  DISK_FULL: { trpc: 'SERVICE_UNAVAILABLE', exit: 1, retry: true },
  INTERNAL: { trpc: 'INTERNAL_SERVER_ERROR', exit: 1, retry: true },
} as const satisfies Record<string, Outcome>;

export type ErrorCode = keyof typeof outcomes;

export interface ErrorDetails {
  /** What to do next, one sentence or a command. */
  hint?: string;
  /** Where nothing else can carry it: the reference under which the log has the rest. */
  requestId?: string;
  [fact: string]: unknown;
}

/** A refusal that people are told about. `message` is a sentence in their words; nothing internal goes into it. */
export class PosternError extends Error {
  override name = 'PosternError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}
