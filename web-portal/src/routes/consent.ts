/** `/{slug}/consent`: the notice by itself, and its acceptance. */
import { failureOf } from '@postern/core/client';
import { goalOf } from '../request/addresses.ts';
import { isFromThisSession, type Visit } from '../request/visit.ts';
import { answerFailed } from './failed.ts';
import { receiveForm } from './posted.ts';
import { showConsent } from './show-consent.ts';
import { typedIn, welcome } from './sign-in.ts';

export function getConsent(visit: Visit): Promise<Response> {
  return showConsent(visit, { next: visit.addresses.list, typed: null });
}

export async function postConsent(visit: Visit): Promise<Response> {
  const form = await receiveForm(visit, [
    'formToken',
    'next',
    'wording',
    'accepted',
    'typedSubject',
    'typedMessage',
    'typedAnswers',
    'typedRequestId',
  ]);
  if ('refusal' in form) return form.refusal;
  const { consent } = visit.texts.entry;
  const goal = goalOf(visit.addresses, form.values.next);
  const typed = typedIn(form.values);
  const showAgain = (status: 403 | 422, field: string | null, text: string) =>
    showConsent(visit, { next: goal.path, typed, problem: { status, faults: [{ field, text }] } });
  try {
    if (!isFromThisSession(visit, form.values.formToken))
      return await showAgain(403, null, visit.texts.problem.pageTooOld);
    if (form.values.accepted !== 'yes') return await showAgain(422, 'accepted', consent.missing);
    await visit.client.portal.acceptNotice.mutate({ wording: form.values.wording });
  } catch (error) {
    if (failureOf(error).code === 'CONSENT_NEEDED') return showAgain(422, null, consent.changed);
    return answerFailed(visit, error, typed ?? undefined);
  }
  return welcome(visit, goal, typed);
}
