/** What every posted form goes through before anything is done: origin, size, fields, token. */

import { lonePage } from '../pages/problem.tsx';
import type { FormProblem } from '../parts/problem-box.tsx';
import { type PostedForm, readForm } from '../request/form-fields.ts';
import { isForeign } from '../request/form-guard.ts';
import type { Visit } from '../request/visit.ts';

/** The form; or the page that says why it was not even looked at. */
export function receiveForm<Name extends string>(
  visit: Visit,
  names: readonly Name[],
): Promise<PostedForm<Name> | { refusal: Response }> {
  return receive(visit, () => readForm(visit.c, names));
}

/** As `receiveForm`, for any way to read what was posted. */
export async function receive<Form extends object>(
  visit: Visit,
  read: () => Promise<Form | 'not a form' | 'too large'>,
): Promise<Form | { refusal: Response }> {
  const { texts, desk, c } = visit;
  const refuse = async (status: 403 | 413 | 415, sentences: string[]) => ({
    refusal: await lonePage(visit, {
      status,
      me: null,
      title: texts.problem.foreignTitle,
      heading: texts.problem.foreignTitle,
      sentences,
    }),
  });
  if (isForeign(c, desk.publicUrl)) {
    desk.log.warn(
      { origin: c.req.header('origin'), site: c.req.header('sec-fetch-site'), publicUrl: desk.publicUrl },
      'a form from another origin was refused; if these are your customers, correct POSTERN_PUBLIC_URL',
    );
    return refuse(403, [texts.problem.foreign]);
  }
  const form = await read();
  if (form === 'not a form') return refuse(415, [texts.problem.notAForm]);
  if (form === 'too large') return refuse(413, [texts.problem.tooLarge, texts.problem.tooLargeHint]);
  return form;
}

/** What is wrong with a form that holds somebody's text, apart from the text; null when nothing is. */
export function problemOfForm(
  visit: Visit,
  form: PostedForm<'requestId'>,
  isOfThisSession: boolean,
): FormProblem | null {
  const { problem } = visit.texts;
  if (!isOfThisSession) return { status: 403, faults: [{ field: null, text: problem.formTooOld }] };
  if (form.unknown.length > 0)
    return { status: 400, faults: [{ field: null, text: problem.unknownFields(form.unknown) }] };
  if (!isRequestId(form.values.requestId))
    return { status: 400, faults: [{ field: null, text: problem.formIncomplete }] };
  return null;
}

/** The desk's own rule for the id that makes sending twice the same as once. */
export function isRequestId(text: string): boolean {
  return /^[A-Za-z0-9_-]{8,100}$/.test(text);
}
