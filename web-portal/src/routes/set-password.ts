/** `/{slug}/register|invite|reset/{link}`: opening a link in a mail changes nothing; sending the form does, once. */
import { failureOf, shortestPassword } from '@postern/core/client';
import { hasLoginPage, type LinkPurpose, linkExpiredPage, setPasswordPage } from '../pages/set-password.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import { type Visit, withSession } from '../request/visit.ts';
import { entryProblemOf, problemOfEntryForm } from './entry-problem.ts';
import { answerFailed } from './failed.ts';
import { receiveForm } from './posted.ts';
import { endOldSession } from './sign-in.ts';

/** The page behind links of one purpose. */
export function getLink(purpose: LinkPurpose) {
  return (visit: Visit): Promise<Response> => showPassword(visit, purpose);
}

/** The password sent from that page. */
export function postLink(purpose: LinkPurpose) {
  return async (visit: Visit): Promise<Response> => {
    // The name goes along for password managers alone.
    const form = await receiveForm(visit, ['formToken', 'username', 'password']);
    if ('refusal' in form) return form.refusal;
    const { password } = form.values;
    const { empty } = visit.texts.entry.password;
    const problem = problemOfEntryForm(
      visit,
      form,
      password === '' ? [{ field: 'password', text: empty }] : [],
    );
    if (problem) return showPassword(visit, purpose, problem);
    let token: string;
    try {
      ({ token } = await visit.desk.anonymous.portal.setPassword.mutate({
        ...linkIn(visit, purpose),
        password,
      }));
    } catch (error) {
      const refusal = entryProblemOf(visit, error);
      if (refusal) return showPassword(visit, purpose, refusal);
      if (failureOf(error).code === 'LINK_EXPIRED') return showPassword(visit, purpose);
      return answerFailed(visit, error);
    }
    await endOldSession(visit);
    withSession(visit, token);
    return visit.c.redirect(visit.addresses.list, 303);
  };
}

async function showPassword(visit: Visit, purpose: LinkPurpose, problem?: FormProblem): Promise<Response> {
  try {
    const { email, hasLogin } = await visit.desk.anonymous.portal.link.query(linkIn(visit, purpose));
    if (hasLogin) return hasLoginPage(visit, email);
    const action = visit.c.req.path;
    return setPasswordPage(visit, {
      purpose,
      action,
      email,
      shortest: shortestPassword,
      ...(problem && { problem }),
    });
  } catch (error) {
    if (failureOf(error).code === 'LINK_EXPIRED') return linkExpiredPage(visit, purpose);
    throw error;
  }
}

function linkIn({ portal, c }: Visit, purpose: LinkPurpose) {
  return { slug: portal.slug, purpose, link: (c.req.param('link') ?? '').slice(0, 100) };
}
