/** What is wrong with a form that somebody sent who is not signed in. */
import { type Failure, failureOf } from '@postern/core/client';
import type { Fault, FormProblem } from '../parts/problem-box.tsx';
import type { PostedForm } from '../request/form-fields.ts';
import { isFromThisBrowser, type Visit } from '../request/visit.ts';

/** Before anything is asked of the desk; null when nothing is. */
export function problemOfEntryForm(
  visit: Visit,
  form: PostedForm<'formToken'>,
  faults: readonly Fault[],
): FormProblem | null {
  const { signIn, problem } = visit.texts;
  if (!isFromThisBrowser(visit, form.values.formToken))
    return { status: 403, faults: [{ field: null, text: problem.pageTooOld }], hint: signIn.tooOldHint };
  if (form.unknown.length > 0)
    return { status: 400, faults: [{ field: null, text: problem.unknownFields(form.unknown) }] };
  const [first, ...others] = faults;
  return first ? { status: 422, faults: [first, ...others] } : null;
}

/** What the desk said no to, beside its field; null for what is no fault of the form. */
export function entryProblemOf(visit: Visit, error: unknown): FormProblem | null {
  const { entry, failures } = visit.texts;
  const failure = failureOf(error);
  const { code, facts } = failure;
  if (code === 'TOO_MANY_TRIES') {
    const text = typeof facts.minutes === 'number' ? entry.tooMany(facts.minutes) : entry.tooManyForNow;
    return { status: 429, faults: [{ field: null, text }] };
  }
  if (code === 'PASSWORD_TOO_SHORT')
    return { status: 422, faults: [{ field: 'password', text: failures[code](facts) }] };
  // The desk takes no text as long as this.
  if (code === 'BAD_INPUT') return { status: 400, faults: [{ field: null, text: failures[code](facts) }] };
  return code === 'FIELD_INVALID' ? { status: 422, faults: [faultOf(visit, failure)] } : null;
}

function faultOf({ texts }: Visit, { facts }: Failure): Fault {
  const { entry } = texts;
  if (facts.field === 'email') return { field: 'email', text: entry.emailInvalid };
  if (facts.field === 'name') return { field: 'name', text: entry.nameTooLong };
  const text = entry.password.faults[String(facts.reason)] ?? texts.failures.FIELD_INVALID(facts);
  return { field: 'password', text };
}
