/** `POST /{slug}/sign-out`: ends the session here and on the desk. */
import { failureOf } from '@postern/core/client';
import { lonePage } from '../pages/problem.tsx';
import { isFromThisSession, type Visit, withoutSession } from '../request/visit.ts';
import { receiveForm } from './posted.ts';

export async function postSignOut(visit: Visit): Promise<Response> {
  const form = await receiveForm(visit, ['formToken']);
  if ('refusal' in form) return form.refusal;
  const { texts, addresses } = visit;
  if (visit.session !== null) {
    if (!isFromThisSession(visit, form.values.formToken)) {
      return lonePage(visit, {
        status: 403,
        me: null,
        title: texts.problem.title,
        heading: texts.problem.title,
        sentences: [texts.problem.pageTooOld],
      });
    }
    try {
      await visit.client.portal.signOut.mutate();
    } catch (error) {
      // A session that has ended meanwhile is what was asked for.
      if (failureOf(error).code !== 'NOT_SIGNED_IN') throw error;
    }
  }
  withoutSession(visit);
  return visit.c.redirect(`${addresses.signIn}?signed-out`, 303);
}
