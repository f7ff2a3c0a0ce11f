/** `/{slug}/uploads`: files that a page's script sends one by one, and takes back, before the form is sent. */
import { type Failure, failureOf } from '@postern/core/client';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { failureAsJson } from '../answers/as-json.ts';
import { isForeign } from '../request/form-guard.ts';
import { isFromThisSession, signedIn, type Visit } from '../request/visit.ts';
import { sentencesOf, statusOf } from './failed.ts';

/** The body is the file itself; its name is in the address, the page's token in a header. */
export async function postUpload(visit: Visit): Promise<Response> {
  return answeringJson(visit, async () => {
    const { c } = visit;
    const name = c.req.query('name') ?? '';
    const bytes = await visit.desk.filesInTurn(() => readFile(visit));
    const upload = await visit.client.portal.upload.mutate({ name: name.slice(-20_000), bytes });
    return c.json({ ...upload, size: visit.texts.files.size(upload.bytes) }, 201);
  });
}

export async function deleteUpload(visit: Visit): Promise<Response> {
  return answeringJson(visit, async () => {
    await visit.client.portal.discardUpload.mutate({ upload: visit.c.req.param('id') ?? '' });
    return visit.c.body(null, 204);
  });
}

/** Who asks is known before a byte of the file is read. */
async function answeringJson(visit: Visit, act: () => Promise<Response>): Promise<Response> {
  const { c, texts, desk } = visit;
  const refuse = (message: string) =>
    c.json(failureAsJson({ code: 'NOT_ALLOWED', requestId: '' }, message), 403);
  if (isForeign(c, desk.publicUrl)) return refuse(texts.problem.foreign);
  try {
    await signedIn(visit);
    if (!isFromThisSession(visit, c.req.header('x-form-token') ?? ''))
      return refuse(texts.problem.pageTooOld);
    return await act();
  } catch (error) {
    const failure: Failure = failureOf(error);
    if (failure.code === 'UNREACHABLE') desk.log.error({ err: error, path: c.req.path }, 'an upload failed');
    const [message = ''] = sentencesOf(visit, failure);
    return c.json(failureAsJson(failure, message), statusOf(failure) as ContentfulStatusCode);
  }
}

/** The body up to just beyond the limit: the desk then refuses it in its own words. What follows is passed over. */
async function readFile(visit: Visit): Promise<Uint8Array<ArrayBuffer>> {
  const { maxMegabytes } = await visit.client.portal.attachmentLimits.query();
  const most = maxMegabytes * 1024 * 1024;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of visit.c.req.raw.body ?? []) {
    if (length <= most) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}
