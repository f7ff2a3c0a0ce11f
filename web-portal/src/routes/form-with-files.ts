/** A posted form that may bring files: they are kept first, so that no error elsewhere in it loses them. */
import { displayText, failureOf, type UploadView } from '@postern/core/client';
import type { Fault, FormProblem } from '../parts/problem-box.tsx';
import { isMultipart, type PostedFile, readMultipart } from '../request/chosen-files.ts';
import { type PostedForm, readFields, toPostedForm } from '../request/form-fields.ts';
import { isFromThisSession, type Visit } from '../request/visit.ts';
import { sentencesOf } from './failed.ts';
import { receive } from './posted.ts';

export interface FormWithFiles<Name extends string> extends PostedForm<Name> {
  /** Chosen so far and kept, in the order in which they were chosen. */
  uploads: UploadView[];
  /** What is wrong with files that could not be kept. */
  faults: Fault[];
  /** Everything that was posted, for fields that may come several times. */
  posted: URLSearchParams;
  /** The button that takes one file away was used: nothing is to be sent yet. */
  isOnlyRemoving: boolean;
}

/** What the form of a page with files names besides its own fields. */
const several = ['upload', 'removeUpload'] as const;
const wellFormed = /^upl_[0-9a-z]{1,60}$/;
const mostNamed = 100;
// A file that nobody may send yet is passed over at this speed.
const unknownLimit = 1;

/** The form and its files; or the page that says why it was not even looked at. */
export async function receiveFormWithFiles<Name extends string>(
  visit: Visit,
  names: readonly ('formToken' | Name)[],
  isOwnField: (name: string) => boolean = () => false,
): Promise<FormWithFiles<'formToken' | Name> | { refusal: Response }> {
  const faults: Fault[] = [];
  const taken: string[] = [];
  const read = async () => {
    const posted = isMultipart(visit.c)
      ? await visit.desk.filesInTurn(() => readWithFiles(visit, { taken, faults }))
      : await readFields(visit.c);
    if (typeof posted === 'string') return posted;
    const own = [...new Set(posted.keys())].filter(isOwnField);
    return { posted, ...toPostedForm(posted, names, [...several, ...own]) };
  };
  const form = await receive(visit, read);
  if ('refusal' in form) return form;
  const { posted, values, unknown } = form;
  const isOurs = visit.me !== null && isFromThisSession(visit, values.formToken);
  const removed = posted.get('removeUpload') ?? '';
  const named = posted.getAll('upload').filter((id) => wellFormed.test(id) && id !== removed);
  if (isOurs && wellFormed.test(removed)) await discard(visit, removed);
  const ids = [...new Set([...named, ...taken])].slice(0, mostNamed);
  const uploads = isOurs && ids.length > 0 ? await visit.client.portal.uploads.query({ uploads: ids }) : [];
  if (isOurs && uploads.length < ids.length) faults.push({ field: 'files', text: visit.texts.files.gone });
  return { values, unknown, uploads, faults, posted, isOnlyRemoving: removed !== '' };
}

/** What is wrong with the form's fields and with its files, told at once; null when nothing is. */
export function withFileFaults(problem: FormProblem | null, faults: readonly Fault[]): FormProblem | null {
  const [first, ...others] = [...(problem?.faults ?? []), ...faults];
  return first ? { ...problem, status: problem?.status ?? 422, faults: [first, ...others] } : null;
}

async function readWithFiles(visit: Visit, found: { taken: string[]; faults: Fault[] }) {
  // Nobody's files are not read at all; the text that comes with them is, for it is shown again after signing in.
  const limits = visit.me && (await visit.client.portal.attachmentLimits.query());
  const maxBytes = (limits?.maxMegabytes ?? unknownLimit) * 1024 * 1024;
  return readMultipart(visit.c, {
    maxBytes,
    wants: (fields) => limits !== null && isFromThisSession(visit, fields.get('formToken') ?? ''),
    take: async (file) => {
      const kept = await keep(visit, file, maxBytes);
      if ('id' in kept) found.taken.push(kept.id);
      else found.faults.push(kept);
    },
  });
}

async function keep(visit: Visit, file: PostedFile, maxBytes: number): Promise<UploadView | Fault> {
  const name = displayText(file.name, { maxLength: 80 });
  if (file.content === null)
    return { field: 'files', text: visit.texts.failures.FILE_TOO_LARGE({ name, maxBytes }) };
  try {
    return await visit.client.portal.upload.mutate({ name: file.name.slice(-20_000), bytes: file.content });
  } catch (error) {
    const failure = failureOf(error);
    // Whatever it is, the text that came with the file must be shown again.
    if (failure.code === 'UNREACHABLE') throw error;
    return { field: 'files', text: sentencesOf(visit, failure)[0] ?? '' };
  }
}

async function discard(visit: Visit, upload: string): Promise<void> {
  try {
    await visit.client.portal.discardUpload.mutate({ upload });
  } catch (error) {
    // One that has gone already is what was asked for.
    if (failureOf(error).code !== 'ATTACHMENT_NOT_FOUND') throw error;
  }
}
