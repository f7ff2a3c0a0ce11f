/** A `fetch` for a client's calls that is ready at once. */
import type * as http from 'node:http';

/** What a call needs of an answer; the whole of it has arrived. */
export interface QuickAnswer {
  ok: boolean;
  status: number;
  headers: { get: (name: string) => string | null };
  text: () => Promise<string>;
  json: () => Promise<unknown>;
}

interface Init {
  method?: string | undefined;
  headers?: Record<string, string> | undefined;
  body?: unknown;
  signal?: AbortSignal | null | undefined;
}

/**
 * Asks by Node's own HTTP and answers as `fetch` does, with the body in one piece. The built-in `fetch` takes as long
 * to load as Node to start (90 ms, measured on Node 24), and so does an import of `node:http`, whose names include
 * the web's sockets; asked for like this the same module takes 6 ms. What is redirected is asked again by `fetch`,
 * which knows which headers may go along. Rejects when no whole answer came.
 */
export async function quickFetch(address: string | URL, init: Init = {}): Promise<QuickAnswer | Response> {
  const answer = await ask(new URL(address), init);
  if (isRedirect(answer)) {
    answer.destroy();
    return fetch(address, init as RequestInit);
  }
  return answerOf(answer, await wholeOf(answer));
}

interface PieceReader {
  read(): Promise<{ done: false; value: Uint8Array } | { done: true; value?: undefined }>;
  cancel(): Promise<void>;
}

/** What a stream of events needs of an answer; its pieces come as they arrive. */
export interface QuickStream {
  status: number;
  url: string;
  redirected: boolean;
  headers: { get: (name: string) => string | null };
  body: { getReader(): PieceReader };
}

/**
 * The same for an answer that has no end. A stream of the built-in `fetch` also wakes its program twice a second for
 * as long as it lasts (measured on Node 24: most of what an idle program used). Reading rejects when it breaks off.
 */
export async function quickStream(address: string | URL, init: Init = {}): Promise<QuickStream | Response> {
  const answer = await ask(new URL(address), init);
  if (isRedirect(answer)) {
    answer.destroy();
    return fetch(address, init as RequestInit);
  }
  // Whoever reads is told by the reading; without a reader there is nobody to tell.
  answer.on('error', () => {});
  const pieces = answer[Symbol.asyncIterator]();
  const reader: PieceReader = {
    read: async () => {
      const { done, value } = await pieces.next();
      return done ? { done } : { done: false, value };
    },
    cancel: async () => {
      answer.destroy();
    },
  };
  return {
    status: answer.statusCode ?? 0,
    ...{ url: String(address), redirected: false, headers: headersOf(answer) },
    body: { getReader: () => reader },
  };
}

function isRedirect({ statusCode = 0, headers }: http.IncomingMessage): boolean {
  return statusCode >= 300 && statusCode < 400 && headers.location !== undefined;
}

/** Resolves with the beginning of an answer; what follows is the caller's to read or to destroy. */
function ask(url: URL, { method = 'GET', headers = {}, body, signal }: Init): Promise<http.IncomingMessage> {
  const { request } = builtIn(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, resolve);
    asked.on('error', reject);
    giveUpInTime(asked);
    if (signal) giveUpWith(signal, asked, reject);
    asked.end(body as string | undefined);
  });
}

function wholeOf(answer: http.IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('error', reject);
    answer.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

/** As the built-in `fetch` does: 10 s to connect, and 5 minutes without a sign after that. */
function giveUpInTime(asked: http.ClientRequest): void {
  const giveUp = () =>
    asked.destroy(Object.assign(new Error('It did not answer in time.'), { code: 'ETIMEDOUT' }));
  asked.setTimeout(300_000, giveUp);
  asked.on('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(giveUp, 10_000);
    const stop = () => clearTimeout(timer);
    socket.once('connect', stop);
    asked.once('close', stop);
  });
}

/**
 * Ends a request, and rejects while there is no answer; reading one rejects by itself. Not by Node's own `signal`, and
 * not with an error: that goes to the socket too, which has no listener for it in the moment between an answer's end and
 * the next request, and an error without a listener ends the program (seen on Node 24.21).
 */
function giveUpWith(signal: AbortSignal, asked: http.ClientRequest, reject: (error: Error) => void): void {
  const giveUp = () => {
    const error = new Error('The operation was aborted.', { cause: signal.reason });
    reject(Object.assign(error, { name: 'AbortError' }));
    asked.destroy();
  };
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  asked.once('close', () => signal.removeEventListener('abort', giveUp));
}

function headersOf(answer: http.IncomingMessage): QuickAnswer['headers'] {
  return {
    get: (name) => {
      const value = answer.headers[name.toLowerCase()];
      return value === undefined ? null : String(value);
    },
  };
}

function answerOf(answer: http.IncomingMessage, body: Buffer): QuickAnswer {
  const status = answer.statusCode ?? 0;
  const text = async () => body.toString('utf8');
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: headersOf(answer),
    text,
    json: async () => JSON.parse(await text()),
  };
}

function builtIn(name: 'node:http' | 'node:https'): Pick<typeof http, 'request'> {
  return process.getBuiltinModule(name);
}
