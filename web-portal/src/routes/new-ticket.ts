/** `GET /{slug}/tickets/new`, the ticket posted to it, and the page that says it is filed. */
import { randomUUID } from 'node:crypto';
import { type Failure, failureOf } from '@postern/core/client';
import { filedPage, receivedPage } from '../pages/filed.tsx';
import { ticketNotFoundPage } from '../pages/problem.tsx';
import type { Typed } from '../pages/sign-in.tsx';
import type { Fault, FormProblem } from '../parts/problem-box.tsx';
import { ticketNumber } from '../request/addresses.ts';
import { isFromThisSession, signedIn, type Visit } from '../request/visit.ts';
import { answerFailed, formProblemOf } from './failed.ts';
import { receiveFormWithFiles, withFileFaults } from './form-with-files.ts';
import { isRequestId, problemOfForm } from './posted.ts';
import { showNewTicket } from './show-new-ticket.ts';

export async function getNewTicket(visit: Visit): Promise<Response> {
  if (visit.c.req.query('received') !== undefined) return receivedPage(visit, await signedIn(visit));
  const filed = ticketNumber(visit.c.req.query('filed') ?? '');
  return filed === null ? showNewTicket(visit) : showFiled(visit, filed);
}

async function showFiled(visit: Visit, number: number): Promise<Response> {
  const { portal } = visit.client;
  const me = await signedIn(visit);
  try {
    const [ticket, promise] = await Promise.all([portal.ticket.query({ ticket: number }), promiseOf(visit)]);
    return await filedPage(visit, { me, ticket, promise });
  } catch (error) {
    if (failureOf(error).code !== 'TICKET_NOT_FOUND') throw error;
    return ticketNotFoundPage(visit, { me, number: String(number) });
  }
}

/** What the form's inbox promises; null when the form has gone meanwhile. */
async function promiseOf(visit: Visit): Promise<string | null> {
  if (!visit.hasForm) return null;
  return (await visit.client.portal.form.query()).promise;
}

export async function postNewTicket(visit: Visit): Promise<Response> {
  const form = await receiveFormWithFiles(
    visit,
    ['formToken', 'requestId', 'subject', 'message'],
    isFormField,
  );
  if ('refusal' in form) return form.refusal;
  const { subject, message, requestId } = form.values;
  const typed: Typed = {
    subject,
    message,
    answers: answersIn(form.posted),
    requestId: isRequestId(requestId) ? requestId : randomUUID(),
  };
  const showAgain = (problem: FormProblem | null) =>
    showNewTicket(visit, {
      // A refused id would be refused again.
      draft: problem?.status === 409 ? { ...typed, requestId: randomUUID() } : typed,
      uploads: form.uploads,
      problem,
    });
  try {
    const problem = withFileFaults(
      problemOfForm(visit, form, isFromThisSession(visit, form.values.formToken)),
      form.faults,
    );
    if (problem || form.isOnlyRemoving) return await showAgain(problem);
    return await file(visit, { ...typed, uploads: form.uploads.map(({ id }) => id) }, showAgain);
  } catch (error) {
    return answerFailed(visit, error, typed);
  }
}

/** The name of a control that asks for a property is the id of its field; the desk knows which ones there are. */
function isFormField(name: string): boolean {
  return /^fld_[0-9a-z]{1,60}$/.test(name);
}

function answersIn(posted: URLSearchParams): Record<string, string[]> {
  const names = [...new Set(posted.keys())].filter(isFormField);
  return Object.fromEntries(names.map((name) => [name, posted.getAll(name).filter((value) => value !== '')]));
}

async function file(
  visit: Visit,
  { subject, message, requestId, uploads, answers = {} }: Typed & { uploads: string[] },
  showAgain: (problem: FormProblem) => Promise<Response>,
): Promise<Response> {
  try {
    const { number } = await visit.client.portal.fileTicket.mutate({
      subject,
      body: message,
      requestId,
      uploads,
      answers: Object.entries(answers).map(([field, values]) => ({ field, values })),
    });
    const outcome = (await isShown(visit, number)) ? `filed=${number}` : 'received';
    return visit.c.redirect(`${visit.addresses.newTicket}?${outcome}`, 303);
  } catch (error) {
    const failure = failureOf(error);
    const isElsewhere = ['NOT_SIGNED_IN', 'PORTAL_OFF', 'UNREACHABLE', 'FORM_NOT_FOUND'];
    if (isElsewhere.includes(failure.code)) throw error;
    return showAgain(problemOf(visit, failure));
  }
}

/** Whether the portal shows what was just filed. Where it does not, "there is no such ticket" would look like a loss. */
async function isShown(visit: Visit, number: number): Promise<boolean> {
  try {
    await visit.client.portal.ticket.query({ ticket: number });
    return true;
  } catch (error) {
    // Whatever else went wrong is told by the page that comes next.
    return failureOf(error).code !== 'TICKET_NOT_FOUND';
  }
}

/** Everything that is wrong, each beside its field. */
function problemOf(visit: Visit, failure: Failure): FormProblem {
  const { texts } = visit;
  const problem = formProblemOf(visit, failure);
  // The page's own fields are all the desk can meet here, unless the form was changed while it was open.
  if (failure.code === 'BAD_INPUT')
    return { ...problem, faults: [{ field: null, text: texts.newTicket.changed }] };
  const told = (failure.facts.faults ?? []) as AnswerFault[];
  const [first, ...others] = told.map((fault): Fault => {
    const own = fault.code === 'FIELD_INVALID' && texts.newTicket.wrong[fault.fault ?? 'option'];
    return { field: fault.field, text: own || texts.failures[fault.code]({ ...fault }) };
  });
  return first ? { ...problem, faults: [first, ...others] } : problem;
}

/** As the desk tells what is wrong with one field. */
interface AnswerFault {
  field: string;
  code: Failure['code'];
  fault?: keyof Visit['texts']['newTicket']['wrong'];
}
