/** `/{slug}/forgot`: the form, and the one answer to it. */
import { forgotPage, mailSentPage } from '../pages/forgot.tsx';
import { pageNotFoundPage } from '../pages/problem.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import type { Visit } from '../request/visit.ts';
import { entryProblemOf, problemOfEntryForm } from './entry-problem.ts';
import { answerFailed } from './failed.ts';
import { receiveForm } from './posted.ts';

export async function getForgot(visit: Visit): Promise<Response> {
  return visit.portal.signInBy === 'sso' ? pageNotFoundPage(visit) : forgotPage(visit);
}

export async function postForgot(visit: Visit): Promise<Response> {
  if (visit.portal.signInBy === 'sso') return pageNotFoundPage(visit);
  const form = await receiveForm(visit, ['formToken', 'email']);
  if ('refusal' in form) return form.refusal;
  const { email } = form.values;
  const showAgain = (problem: FormProblem) => forgotPage(visit, { email, problem });
  const problem = problemOfEntryForm(
    visit,
    form,
    email.trim() === '' ? [{ field: 'email', text: visit.texts.signIn.emailEmpty }] : [],
  );
  if (problem) return showAgain(problem);
  try {
    const address = visit.desk.clientAddress?.(visit.c);
    await visit.desk.anonymous.portal.forgot.mutate({
      slug: visit.portal.slug,
      email,
      ...(address && { address }),
    });
  } catch (error) {
    const refusal = entryProblemOf(visit, error);
    return refusal ? showAgain(refusal) : answerFailed(visit, error);
  }
  return mailSentPage(visit, { after: 'forgot', email });
}
