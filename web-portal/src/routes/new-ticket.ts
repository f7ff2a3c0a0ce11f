/** `GET /{slug}/tickets/new`, the ticket posted to it, and the page that says it is filed. */
import { randomUUID } from 'node:crypto';
import { failureOf } from '@postern/core/client';
import { filedPage } from '../pages/filed.tsx';
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
  const filed = ticketNumber(visit.c.req.query('filed') ?? '');
  return filed === null ? showNewTicket(visit) : showFiled(visit, filed);
}

async function showFiled(visit: Visit, number: number): Promise<Response> {
  const { portal } = visit.client;
  const me = await signedIn(visit);
  try {
    return await filedPage(visit, { me, ticket: await portal.ticket.query({ ticket: number }) });
  } catch (error) {
    if (failureOf(error).code !== 'TICKET_NOT_FOUND') throw error;
    return ticketNotFoundPage(visit, { me, number: String(number) });
  }
}

export async function postNewTicket(visit: Visit): Promise<Response> {
  const form = await receiveFormWithFiles(visit, ['formToken', 'requestId', 'subject', 'message']);
  if ('refusal' in form) return form.refusal;
  const { subject, message, requestId } = form.values;
  const typed: Typed = { subject, message, requestId: isRequestId(requestId) ? requestId : randomUUID() };
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

async function file(
  visit: Visit,
  { subject, message, requestId, uploads }: Typed & { uploads: string[] },
  showAgain: (problem: FormProblem) => Promise<Response>,
): Promise<Response> {
  try {
    const { number } = await visit.client.portal.fileTicket.mutate({
      subject,
      body: message,
      requestId,
      uploads,
    });
    return visit.c.redirect(`${visit.addresses.newTicket}?filed=${number}`, 303);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'NOT_SIGNED_IN' || failure.code === 'PORTAL_OFF' || failure.code === 'UNREACHABLE')
      throw error;
    const problem = formProblemOf(visit, failure);
    const others = failure.code.startsWith('SUBJECT_') ? messageFaults(visit, message) : [];
    return showAgain({ ...problem, faults: [...problem.faults, ...others] });
  }
}

// What the desk takes.
const longestMessage = 100_000;

/** The desk looks at the subject first and stops there; whoever corrects a form wants to read all that is wrong. */
function messageFaults({ texts }: Visit, message: string): Fault[] {
  const { length } = message.replace(/\r\n/g, '\n').trim();
  if (length === 0) return [{ field: 'message', text: texts.failures.MESSAGE_EMPTY({}) }];
  if (length <= longestMessage) return [];
  return [{ field: 'message', text: texts.failures.MESSAGE_TOO_LONG({ length, longest: longestMessage }) }];
}
