/** From what the desk said no to, to what the customer sees: the last resort of every handler. */
import { type Failure, failureOf } from '@postern/core/client';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { failureAsJson } from '../answers/as-json.ts';
import { lonePage, offPage, writtenText } from '../pages/problem.tsx';
import type { Typed } from '../pages/sign-in.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import type { Visit } from '../request/visit.ts';
import { wantedKind } from '../request/wanted-kind.ts';
import { showConsent } from './show-consent.ts';
import { goalOfRequest, showSignIn } from './show-sign-in.ts';

const statuses: Partial<Record<Failure['code'], FormProblem['status'] | 404>> = {
  BAD_INPUT: 400,
  BAD_QUERY: 400,
  MESSAGE_EMPTY: 422,
  MESSAGE_TOO_LONG: 422,
  SUBJECT_EMPTY: 422,
  SUBJECT_TOO_LONG: 422,
  WRONG_CREDENTIALS: 401,
  TOO_MANY_TRIES: 429,
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_IN_AUDIENCE: 403,
  CONSENT_NEEDED: 403,
  REGISTRATION_CLOSED: 404,
  LINK_EXPIRED: 404,
  PASSWORD_TOO_SHORT: 422,
  PORTAL_OFF: 503,
  TICKET_NOT_FOUND: 404,
  ARTICLE_NOT_FOUND: 404,
  REQUEST_ID_REUSED: 409,
  TICKET_CHANGED: 409,
  TICKET_CLOSED: 409,
  TICKET_DELETED: 409,
  TEAM_NOT_FOUND: 404,
  TICKET_MERGED: 409,
  INBOX_NOT_FOUND: 503,
  FORM_NOT_FOUND: 404,
  FIELD_INVALID: 422,
  FILE_TOO_LARGE: 422,
  FILE_NOT_USABLE: 422,
  ATTACHMENT_NOT_FOUND: 404,
  DISK_FULL: 503,
};

/** The HTTP status for a failure; 500 for what a portal should never meet. */
export function statusOf(failure: Failure): FormProblem['status'] | 404 {
  return statuses[failure.code] ?? 500;
}

/** What a customer reads of a failure: its sentence, and a reference when we have to look into it. */
export function sentencesOf(visit: Visit, failure: Failure): string[] {
  const { texts } = visit;
  const sentence = texts.failures[failure.code](failure.facts);
  return failure.code === 'INTERNAL' ? [sentence, texts.problem.reference(failure.requestId)] : [sentence];
}

/** A failure, in a form's words: beside the field it is about, or above the form. */
export function formProblemOf(visit: Visit, failure: Failure): FormProblem {
  const status = statusOf(failure);
  const [text = '', hint] = sentencesOf(visit, failure);
  const field = failure.code.startsWith('MESSAGE_')
    ? 'message'
    : failure.code.startsWith('SUBJECT_')
      ? 'subject'
      : /^(FILE|ATTACHMENT)_/.test(failure.code)
        ? 'files'
        : null;
  return { status: status === 404 ? 422 : status, faults: [{ field, text }], ...(hint && { hint }) };
}

/** Answers a request whose handler threw: sign-in, the "off" page, or a page that says what happened. */
export async function answerFailed(visit: Visit, error: unknown, typed?: Typed): Promise<Response> {
  const failure = failureOf(error);
  // In this process the desk is always reachable: an answer that is none of its own is a fault of the portal.
  if (failure.code === 'UNREACHABLE')
    visit.desk.log.error({ err: error, path: visit.c.req.path }, 'a page failed');
  const kind = wantedKind(visit.c);
  const status = statusOf(failure) as ContentfulStatusCode;
  if (visit.c.req.method === 'GET' && kind !== 'html') {
    const [message = ''] = sentencesOf(visit, failure);
    return kind === 'json'
      ? visit.c.json(failureAsJson(failure, message), status)
      : visit.c.text(`${message}\n`, status);
  }
  const text = typed ? writtenText(typed) : '';
  if (failure.code === 'NOT_SIGNED_IN') {
    return showSignIn(visit, { next: goalOfRequest(visit), typed: typed ?? null });
  }
  if (failure.code === 'CONSENT_NEEDED') {
    return showConsent(visit, { next: goalOfRequest(visit), typed: typed ?? null });
  }
  if (failure.code === 'PORTAL_OFF') return offPage(visit.c, visit.desk, visit.texts, text);
  return lonePage(visit, {
    status,
    me: null,
    title: visit.texts.problem.title,
    heading: visit.texts.problem.title,
    sentences: sentencesOf(visit, failure),
    ...(text && { typed: text }),
  });
}
