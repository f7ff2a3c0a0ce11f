/** `GET /{slug}/tickets/{number}` and the reply posted to it. */
import { randomUUID } from 'node:crypto';
import { failureOf } from '@postern/core/client';
import { ticketAsJson } from '../answers/as-json.ts';
import { ticketAsText } from '../answers/as-text.ts';
import { pageNotFoundPage, ticketNotFoundPage } from '../pages/problem.tsx';
import type { Typed } from '../pages/sign-in.tsx';
import type { JustSent } from '../pages/ticket.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import { ticketNumber } from '../request/addresses.ts';
import { isFromThisSession, signedIn, type Visit } from '../request/visit.ts';
import { wantedKind } from '../request/wanted-kind.ts';
import { answerFailed, formProblemOf } from './failed.ts';
import { receiveFormWithFiles, withFileFaults } from './form-with-files.ts';
import { isRequestId, problemOfForm } from './posted.ts';
import { showTicket } from './show-ticket.ts';

export async function getTicket(visit: Visit): Promise<Response> {
  const number = ticketNumber(visit.c.req.param('number') ?? '');
  const kind = wantedKind(visit.c);
  if (number === null) return pageNotFoundPage(visit);
  if (kind === 'html') return showTicket(visit, number, { sent: justSent(visit), done: justDone(visit) });
  const ticket = await visit.client.portal.ticket.query({ ticket: number });
  const urlOf = (attachment: string) => visit.desk.publicUrl + visit.addresses.attachment(attachment);
  return kind === 'json'
    ? visit.c.json(ticketAsJson(ticket, urlOf))
    : visit.c.text(ticketAsText(ticket, visit.texts, urlOf));
}

export async function postReply(visit: Visit): Promise<Response> {
  const number = ticketNumber(visit.c.req.param('number') ?? '');
  if (number === null) return pageNotFoundPage(visit);
  const form = await receiveFormWithFiles(visit, ['formToken', 'requestId', 'message', 'act']);
  if ('refusal' in form) return form.refusal;
  const { message, requestId, act } = form.values;
  const typed: Typed = { subject: '', message, requestId: isRequestId(requestId) ? requestId : randomUUID() };
  const showAgain = (problem: FormProblem | null) =>
    showTicket(visit, number, {
      // A refused id would be refused again.
      draft: { message, requestId: problem?.status === 409 ? randomUUID() : typed.requestId },
      uploads: form.uploads,
      problem,
    });
  try {
    const problem = withFileFaults(
      problemOfForm(visit, form, isFromThisSession(visit, form.values.formToken)),
      form.faults,
    );
    if (problem || form.isOnlyRemoving) return await showAgain(problem);
    const uploads = form.uploads.map(({ id }) => id);
    return await send(visit, number, { ...typed, uploads }, { act, showAgain });
  } catch (error) {
    return answerFailed(visit, error, typed);
  }
}

async function send(
  visit: Visit,
  number: number,
  typed: Typed & { uploads: string[] },
  { act, showAgain }: { act: string; showAgain: (problem: FormProblem) => Promise<Response> },
): Promise<Response> {
  try {
    return visit.c.redirect(await doneAt(visit, number, typed, act), 303);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'NOT_SIGNED_IN' || failure.code === 'PORTAL_OFF' || failure.code === 'UNREACHABLE')
      throw error;
    if (failure.code === 'TICKET_NOT_FOUND') {
      const me = await signedIn(visit);
      return ticketNotFoundPage(visit, { me, number: String(number) });
    }
    return showAgain(formProblemOf(visit, failure));
  }
}

/** Does what the pressed button says; answers the address that shows it. A reply reopens a ticket by itself. */
async function doneAt(
  visit: Visit,
  number: number,
  typed: Typed & { uploads: string[] },
  act: string,
): Promise<string> {
  const { portal } = visit.client;
  const { message, requestId, uploads } = typed;
  const reply = { ticket: number, body: message, requestId, uploads };
  const here = visit.addresses.ticket(number);
  if (act === 'close') {
    const { hasSent } = await portal.close.mutate(reply);
    return hasSent ? `${here}?sent=closed#sent` : `${here}?done=closed#done`;
  }
  if (act === 'reopen' && message.trim() === '' && uploads.length === 0) {
    await portal.reopen.mutate({ ticket: number });
    return `${here}?done=reopened#done`;
  }
  const { outcome, number: there } = await portal.reply.mutate(reply);
  const from = outcome === 'followedUp' ? `&from=${number}` : '';
  return `${visit.addresses.ticket(there)}?sent=${outcome}${from}#sent`;
}

function justDone(visit: Visit): 'closed' | 'reopened' | null {
  const done = visit.c.req.query('done');
  return done === 'closed' || done === 'reopened' ? done : null;
}

function justSent(visit: Visit): JustSent | null {
  const outcome = visit.c.req.query('sent');
  if (outcome === 'added' || outcome === 'reopened' || outcome === 'closed') return { outcome };
  if (outcome !== 'followedUp') return null;
  return { outcome, from: ticketNumber(visit.c.req.query('from') ?? '') };
}
