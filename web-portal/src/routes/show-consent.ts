/** The notice in place of a page that needs it accepted. */
import { consentPage } from '../pages/consent.tsx';
import type { Typed } from '../pages/sign-in.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import type { Visit } from '../request/visit.ts';

/** Shows it; or leads on when it was accepted meanwhile, in another tab. */
export async function showConsent(
  visit: Visit,
  wish: { next: string; typed: Typed | null; problem?: FormProblem },
): Promise<Response> {
  const notice = await visit.client.portal.notice.query();
  if (!notice) return visit.c.redirect(wish.next, 303);
  return consentPage(visit, { ...wish, me: notice.me, notice });
}
