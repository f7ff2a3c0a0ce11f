/** `/{slug}/register`: the form, and the one answer to it. */
import { failureOf } from '@postern/core/client';
import { mailSentPage } from '../pages/forgot.tsx';
import { pageNotFoundPage } from '../pages/problem.tsx';
import { type RegisterFacts, registerPage } from '../pages/register.tsx';
import type { Visit } from '../request/visit.ts';
import { entryProblemOf, problemOfEntryForm } from './entry-problem.ts';
import { answerFailed } from './failed.ts';
import { receiveForm } from './posted.ts';

export async function getRegister(visit: Visit): Promise<Response> {
  const form = await formOf(visit);
  return form ? registerPage(visit, form) : pageNotFoundPage(visit);
}

export async function postRegister(visit: Visit): Promise<Response> {
  const form = await receiveForm(visit, ['formToken', 'name', 'email', 'wording', 'accepted']);
  if ('refusal' in form) return form.refusal;
  const facts = await formOf(visit);
  if (!facts) return pageNotFoundPage(visit);
  const { texts } = visit;
  const { name, email, wording, accepted } = form.values;
  const isTicked = accepted === 'yes';
  const showAgain = (problem: RegisterFacts['problem'], keepsTick = isTicked) =>
    registerPage(visit, {
      ...facts,
      typed: { name, email, isTicked: keepsTick },
      ...(problem && { problem }),
    });
  const { entry, signIn } = texts;
  const problem = problemOfEntryForm(visit, form, [
    ...(name.trim() === '' ? [{ field: 'name', text: entry.nameEmpty }] : []),
    ...(email.trim() === '' ? [{ field: 'email', text: signIn.emailEmpty }] : []),
    ...(facts.consent && !isTicked ? [{ field: 'accepted', text: entry.register.consentMissing }] : []),
  ]);
  if (problem) return showAgain(problem);
  try {
    const address = visit.desk.clientAddress?.(visit.c);
    await visit.desk.anonymous.portal.register.mutate({
      slug: visit.portal.slug,
      name,
      email,
      ...(facts.consent && isTicked && { acceptedWording: wording.slice(0, 64) }),
      ...(address && { address }),
    });
  } catch (error) {
    if (failureOf(error).code === 'CONSENT_NEEDED') {
      const text = entry.register.consentChanged;
      return showAgain({ status: 422, faults: [{ field: 'accepted', text }] }, false);
    }
    const refusal = entryProblemOf(visit, error);
    return refusal ? showAgain(refusal) : answerFailed(visit, error);
  }
  return mailSentPage(visit, { after: 'register', email });
}

/** What the form shows; null where nobody can register. */
async function formOf(visit: Visit): Promise<RegisterFacts | null> {
  try {
    return await visit.desk.anonymous.portal.registration.query({ slug: visit.portal.slug });
  } catch (error) {
    if (failureOf(error).code === 'REGISTRATION_CLOSED') return null;
    throw error;
  }
}
