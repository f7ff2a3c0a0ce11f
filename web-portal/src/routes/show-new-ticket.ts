/** The form for a new ticket, whatever led there. */
import { randomUUID } from 'node:crypto';
import type { UploadView } from '@postern/core/client';
import { newTicketPage } from '../pages/new-ticket.tsx';
import type { Typed } from '../pages/sign-in.tsx';
import { articleHintsFor } from '../parts/article-hints.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import { signedIn, type Visit } from '../request/visit.ts';

/** Shows the form. Throws when nobody is signed in, and when the portal has no form. */
export async function showNewTicket(
  visit: Visit,
  facts: {
    draft?: Typed;
    uploads?: readonly UploadView[];
    notice?: string;
    problem?: FormProblem | null;
  } = {},
): Promise<Response> {
  const me = await signedIn(visit);
  const { portal } = visit.client;
  const [form, limits] = await Promise.all([portal.form.query(), portal.attachmentLimits.query()]);
  return newTicketPage(visit, {
    ...facts,
    me,
    form,
    limits,
    articles: facts.problem ? await articleHintsFor(visit, facts.draft?.subject ?? '') : [],
    draft: facts.draft ?? { subject: '', message: '', requestId: randomUUID() },
  });
}
