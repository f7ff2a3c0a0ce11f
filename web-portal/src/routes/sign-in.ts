/** `/{slug}/sign-in`: the page, and the e-mail and password posted to it. */
import { randomUUID } from 'node:crypto';
import { failureOf } from '@postern/core/client';
import { type SignInFacts, signInPage, type Typed } from '../pages/sign-in.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import { goalOf } from '../request/addresses.ts';
import { isFromThisBrowser, signedIn, type Visit, withSession } from '../request/visit.ts';
import { answerFailed, sentencesOf } from './failed.ts';
import { isRequestId, receiveForm } from './posted.ts';
import { showNewTicket } from './show-new-ticket.ts';
import { showSignIn } from './show-sign-in.ts';
import { showTicket } from './show-ticket.ts';

export async function getSignIn(visit: Visit): Promise<Response> {
  const { c, texts, addresses } = visit;
  const next = goalOf(addresses, c.req.query('next') ?? '').path;
  if (visit.session !== null) {
    try {
      await signedIn(visit);
      return c.redirect(next, 303);
    } catch (error) {
      if (failureOf(error).code !== 'NOT_SIGNED_IN') throw error;
      return showSignIn(visit, { next: addresses.list });
    }
  }
  const notice = c.req.query('signed-out') === undefined ? null : texts.signIn.signedOut;
  return signInPage(visit, { status: 200, next, notice });
}

export async function postSignIn(visit: Visit): Promise<Response> {
  const form = await receiveForm(visit, [
    'formToken',
    'next',
    'email',
    'password',
    'typedSubject',
    'typedMessage',
    'typedAnswers',
    'typedRequestId',
  ]);
  if ('refusal' in form) return form.refusal;
  const { values, unknown } = form;
  const goal = goalOf(visit.addresses, values.next);
  const typed = typedIn(values);
  const showAgain = (problem: FormProblem) =>
    signInPage(visit, {
      status: problem.status as SignInFacts['status'],
      next: goal.path,
      email: values.email,
      typed,
      problem,
    });

  const problem = problemOf(visit, values, unknown);
  if (problem) return showAgain(problem);
  let token: string;
  try {
    const address = visit.desk.clientAddress?.(visit.c);
    ({ token } = await visit.desk.anonymous.portal.signIn.mutate({
      slug: visit.portal.slug,
      email: values.email,
      password: values.password,
      ...(address && { address }),
    }));
  } catch (error) {
    const refusal = signInProblem(visit, error);
    return refusal ? showAgain(refusal) : answerFailed(visit, error, typed ?? undefined);
  }
  await endOldSession(visit);
  return welcome(withSession(visit, token), goal, typed);
}

/** On to where they wanted to go; with a text typed before, to its form, for them to send. */
export async function welcome(
  visit: Visit,
  goal: ReturnType<typeof goalOf>,
  typed: Typed | null,
): Promise<Response> {
  const notice = visit.texts.signIn.textStillHere;
  if (typed && goal.page === 'ticket') return showTicket(visit, goal.number, { draft: typed, notice });
  if (typed && goal.page === 'new') return showNewTicket(visit, { draft: typed, notice });
  return visit.c.redirect(goal.path, 303);
}

function problemOf(
  visit: Visit,
  values: { formToken: string; email: string; password: string },
  unknown: string[],
): FormProblem | null {
  const { signIn, problem } = visit.texts;
  if (!isFromThisBrowser(visit, values.formToken))
    return { status: 403, faults: [{ field: null, text: signIn.tooOld }], hint: signIn.tooOldHint };
  if (unknown.length > 0)
    return { status: 400, faults: [{ field: null, text: problem.unknownFields(unknown) }] };
  const [first, ...others] = [
    ...(values.email.trim() === '' ? [{ field: 'email', text: signIn.emailEmpty }] : []),
    ...(values.password === '' ? [{ field: 'password', text: signIn.passwordEmpty }] : []),
  ];
  return first ? { status: 422, faults: [first, ...others] } : null;
}

/** What to say beside the form; null for what is not about this e-mail and password. */
function signInProblem(visit: Visit, error: unknown): FormProblem | null {
  const failure = failureOf(error);
  if (failure.code === 'TOO_MANY_TRIES') {
    return { status: 429, faults: [{ field: null, text: sentencesOf(visit, failure)[0] ?? '' }] };
  }
  // An e-mail address or a password longer than any the desk takes is a wrong one.
  if (failure.code === 'WRONG_CREDENTIALS' || failure.code === 'BAD_INPUT') {
    return { status: 401, faults: [{ field: null, text: visit.texts.failures.WRONG_CREDENTIALS({}) }] };
  }
  return null;
}

export function typedIn(values: {
  typedSubject: string;
  typedMessage: string;
  typedAnswers: string;
  typedRequestId: string;
}): Typed | null {
  const { typedSubject, typedMessage, typedRequestId } = values;
  const answers = answersOf(values.typedAnswers);
  if (typedSubject === '' && typedMessage === '' && Object.keys(answers).length === 0) return null;
  const requestId = isRequestId(typedRequestId) ? typedRequestId : randomUUID();
  return { subject: typedSubject, message: typedMessage, answers, requestId };
}

/** Our own page wrote it; what anybody else made of it is passed over. */
function answersOf(json: string): Record<string, string[]> {
  try {
    const read: unknown = JSON.parse(json);
    const isTexts = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((text) => typeof text === 'string');
    const entries = Object.entries(read && typeof read === 'object' ? read : {});
    return Object.fromEntries(entries.filter((entry): entry is [string, string[]] => isTexts(entry[1])));
  } catch {
    return {};
  }
}

/** Whoever was signed in here before is not any more. */
export async function endOldSession(visit: Visit): Promise<void> {
  if (visit.session === null) return;
  try {
    await visit.client.portal.signOut.mutate();
  } catch (error) {
    if (failureOf(error).code !== 'NOT_SIGNED_IN') throw error;
  }
}
