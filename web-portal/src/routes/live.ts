/** `GET /{slug}/tickets/{number}/live`: tells an open ticket page that it has grown old, by server-sent events. */
import { pageNotFoundPage } from '../pages/problem.tsx';
import { ticketNumber } from '../request/addresses.ts';
import type { LiveStreams } from '../request/live-streams.ts';
import type { Visit } from '../request/visit.ts';

/** A proxy may end a quiet connection after 30 s. */
const heartbeatMs = 15_000;

/**
 * Each event says only that there is something new: the page fetches itself anew, under the rules of every page.
 * Whoever may not see the ticket is answered as on its page; the stream ends once that comes to be so.
 */
export async function getLive(visit: Visit, streams: LiveStreams): Promise<Response> {
  const { c, client, session } = visit;
  const number = ticketNumber(c.req.param('number') ?? '');
  if (number === null) return pageNotFoundPage(visit);
  // To browsers that means not to ask again; a preview shows the ticket as it was when it was opened.
  if (visit.preview) return c.body(null, 204);
  // No sign-in page: nobody reads it here.
  if (!visit.me) return c.body(null, 401);
  await client.portal.ticket.query({ ticket: number });
  const place = streams.take(session ?? '');
  // Browsers give up on any answer but 200, and the page stays as it is.
  if (!place) return c.body(null, 429);
  // After a cut the browser names the last event it had; that is newer than the page's own address.
  const known = (c.req.header('last-event-id') ?? c.req.query('known') ?? '').slice(0, 64);
  c.header('Content-Type', 'text/event-stream; charset=utf-8');
  c.header('X-Accel-Buffering', 'no');
  return c.body(eventStream(visit, { number, known }, place));
}

function eventStream(
  { c, client }: Visit,
  { number, known }: { number: number; known: string },
  { stopping, free }: NonNullable<ReturnType<LiveStreams['take']>>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => free();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send('retry: 2000\n\n');
      const heartbeat = setInterval(() => send(':\n\n'), heartbeatMs);
      let isOver = false;
      const close = () => {
        end();
        controller.close();
      };
      const subscription = client.portal.ticketChanges.subscribe(
        { ticket: number, ...(known && { lastEventId: known }) },
        {
          onData: ({ id }) => {
            if (!isOver) send(`id: ${id}\ndata: changed\n\n`);
          },
          // The browser asks again, and reads then why it may not.
          onError: () => isOver || close(),
          onComplete: () => isOver || close(),
        },
      );
      const signal = AbortSignal.any([c.req.raw.signal, stopping]);
      end = () => {
        isOver = true;
        clearInterval(heartbeat);
        signal.removeEventListener('abort', close);
        subscription.unsubscribe();
        free();
      };
      if (signal.aborted) close();
      else signal.addEventListener('abort', close);
    },
    cancel: () => end(),
  });
}
