/** The form for a new ticket, whatever led there. */
import { randomUUID } from 'node:crypto';
import { newTicketPage } from '../pages/new-ticket.tsx';
import type { Typed } from '../pages/sign-in.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import { signedIn, type Visit } from '../request/visit.ts';

/** Shows the form. Throws when nobody is signed in. */
export async function showNewTicket(
  visit: Visit,
  facts: { draft?: Typed; notice?: string; problem?: FormProblem } = {},
): Promise<Response> {
  const me = await signedIn(visit);
  return newTicketPage(visit, {
    ...facts,
    me,
    draft: facts.draft ?? { subject: '', message: '', requestId: randomUUID() },
  });
}
