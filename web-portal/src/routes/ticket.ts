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
import { isRequestId, problemOfForm, receiveForm } from './posted.ts';
import { showTicket } from './show-ticket.ts';

export async function getTicket(visit: Visit): Promise<Response> {
  const number = ticketNumber(visit.c.req.param('number') ?? '');
  const kind = wantedKind(visit.c);
  if (number === null) return pageNotFoundPage(visit);
  if (kind === 'html') return showTicket(visit, number, { sent: justSent(visit) });
  const ticket = await visit.client.portal.ticket.query({ ticket: number });
  return kind === 'json'
    ? visit.c.json(ticketAsJson(ticket))
    : visit.c.text(ticketAsText(ticket, visit.texts));
}

export async function postReply(visit: Visit): Promise<Response> {
  const number = ticketNumber(visit.c.req.param('number') ?? '');
  if (number === null) return pageNotFoundPage(visit);
  const form = await receiveForm(visit, ['formToken', 'requestId', 'message']);
  if ('refusal' in form) return form.refusal;
  const { message, requestId } = form.values;
  const typed: Typed = { subject: '', message, requestId: isRequestId(requestId) ? requestId : randomUUID() };
  const showAgain = (problem: FormProblem) =>
    showTicket(visit, number, {
      // A refused id would be refused again.
      draft: { message, requestId: problem.status === 409 ? randomUUID() : typed.requestId },
      problem,
    });
  try {
    const problem = problemOfForm(visit, form, isFromThisSession(visit, form.values.formToken));
    if (problem) return await showAgain(problem);
    return await send(visit, number, typed, showAgain);
  } catch (error) {
    return answerFailed(visit, error, typed);
  }
}

async function send(
  visit: Visit,
  number: number,
  { message, requestId }: Typed,
  showAgain: (problem: FormProblem) => Promise<Response>,
): Promise<Response> {
  try {
    const done = await visit.client.portal.reply.mutate({ ticket: number, body: message, requestId });
    const from = done.outcome === 'followedUp' ? `&from=${number}` : '';
    return visit.c.redirect(`${visit.addresses.ticket(done.number)}?sent=${done.outcome}${from}#sent`, 303);
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

function justSent(visit: Visit): JustSent | null {
  const outcome = visit.c.req.query('sent');
  if (outcome === 'added' || outcome === 'reopened') return { outcome };
  if (outcome !== 'followedUp') return null;
  return { outcome, from: ticketNumber(visit.c.req.query('from') ?? '') };
}
