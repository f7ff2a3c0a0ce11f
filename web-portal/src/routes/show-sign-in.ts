/** The sign-in page in place of a page that needs one, with what was typed before. */
import { signInPage, type Typed } from '../pages/sign-in.tsx';
import { addressesOf, goalOf } from '../request/addresses.ts';
import { type Visit, withoutSession } from '../request/visit.ts';

/** Where this request wanted to go, as a path of this portal. */
export function goalOfRequest(visit: Visit): string {
  const { pathname, search } = new URL(visit.c.req.url);
  return goalOf(addressesOf(visit.portal.slug), pathname + search).path;
}

/** For somebody without a session, or whose session has ended. Nothing typed is lost, and nothing is sent. */
export function showSignIn(visit: Visit, wish: { next: string; typed?: Typed | null }): Promise<Response> {
  const { texts, addresses } = visit;
  const isTheFrontDoor = wish.next.split('?')[0] === addresses.list;
  return signInPage(withoutSession(visit), {
    status: isTheFrontDoor && !wish.typed ? 200 : 401,
    next: wish.next,
    typed: wish.typed ?? null,
    notice: wish.typed ? texts.signIn.textIsKept : isTheFrontDoor ? null : texts.signIn.goOn,
  });
}
