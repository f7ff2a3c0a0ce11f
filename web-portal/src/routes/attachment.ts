/** `GET /{slug}/attachments/{id}`: a file of a message, offered for saving. */
import { failureOf } from '@postern/core/client';
import { create as contentDisposition } from 'content-disposition';
import { fileNotFoundPage } from '../pages/problem.tsx';
import { signedIn, type Visit } from '../request/visit.ts';

// Pictures that were recognised by their content, of kinds that hold no script. SVG is not among them.
const shownInPlace = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/**
 * The bytes come through `portal.attachment`, piece by piece, like everything else a surface knows of the desk: each
 * piece passes the ticket's gate anew, no handle to the store leaves the core, and one piece lies in memory at a time.
 */
export async function getAttachment(visit: Visit): Promise<Response> {
  const { c } = visit;
  const me = await signedIn(visit);
  const { portal } = visit.client;
  const attachment = c.req.param('id') ?? '';
  try {
    const first = await portal.attachment.query({ attachment });
    const isShown = shownInPlace.includes(first.mediaType);
    c.header(
      'Content-Type',
      first.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : first.mediaType,
    );
    c.header('Content-Length', String(first.bytes));
    c.header(
      'Content-Disposition',
      contentDisposition(first.fileName, { type: isShown ? 'inline' : 'attachment' }),
    );
    c.header('Content-Security-Policy', "sandbox; default-src 'none'");
    c.header('Cache-Control', 'private, no-store');
    let piece: typeof first | null = first;
    return c.body(
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          if (piece === null) return controller.close();
          controller.enqueue(Uint8Array.from(Buffer.from(piece.content, 'base64')));
          piece =
            piece.next === null ? null : await portal.attachment.query({ attachment, from: piece.next });
          if (piece === null) controller.close();
        },
      }),
    );
  } catch (error) {
    // An id that cannot be one is as good as one that is not there.
    if (!['ATTACHMENT_NOT_FOUND', 'BAD_INPUT'].includes(failureOf(error).code)) throw error;
    return fileNotFoundPage(visit, { me });
  }
}
