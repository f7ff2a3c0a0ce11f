/** The API at `/trpc`, for terminals, scripts and other programs. */
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { type Credential, contextFor, viewerOf } from './auth/viewer-of.ts';
import { mostCallsAtOnce, sourceHeader } from './client.ts';
import type { Core, Source } from './context.ts';
import { largestFileMegabytes, megabyte } from './files/attachment-limits.ts';
import { clientAddress, type Surface } from './host.ts';
import { appRouter } from './router.ts';
import { logUnexpected, wrongKindOfBody } from './trpc.ts';

const sources = new Map<string, Source>([
  ['tui', 'TUI'],
  ['cli', 'CLI'],
  ['api', 'API'],
]);

/** Tokens come in the Authorization header alone, so a foreign page cannot make a browser send one. */
export function apiSurface(core: Core): Surface {
  const stopping = new AbortController();
  const routes = new Hono();
  routes.use('/trpc/*', async (c, next) => {
    // Forms and files would be read by another parser; nothing here takes them.
    if (c.req.method === 'POST' && !/^application\/json *(;|$)/i.test(c.req.header('content-type') ?? ''))
      return c.json(wrongKindOfBody(), 415);
    return next();
  });
  routes.all('/trpc/*', (c) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: withSignal(c.req.raw, stopping.signal),
      router: appRouter,
      // Long queries come by POST. Changes come by nothing else, with or without this.
      allowMethodOverride: true,
      maxBatchSize: mostCallsAtOnce,
      createContext: ({ req }) => {
        const token = /^Bearer (\S{1,200})$/.exec(req.headers.get('authorization') ?? '')?.[1];
        const credential: Credential = token ? { kind: 'token', token } : { kind: 'nobody' };
        return contextFor(core, {
          viewer: () => viewerOf(core, credential),
          source: sources.get(req.headers.get(sourceHeader) ?? '') ?? 'API',
          address: clientAddress(c),
        });
      },
      onError: logUnexpected(core),
    }),
  );
  return {
    name: 'api',
    routes,
    longestRequestBytes: (path) =>
      path.split(/[/,]/).includes('tickets.upload') ? longestUploadBytes : null,
    stop: async () => stopping.abort(),
  };
}

// The largest file that an administrator may allow, in base64 and with its name. A body is read for agents alone.
const longestUploadBytes = (largestFileMegabytes * megabyte * 4) / 3 + megabyte;

/** The request, ended too when the desk stops: open streams would hold it up otherwise. */
function withSignal(request: Request, stopping: AbortSignal): Request {
  return new Proxy(request, {
    get(target, property) {
      if (property === 'signal') return AbortSignal.any([target.signal, stopping]);
      const value = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
