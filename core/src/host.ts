/** One listener for everything the desk serves: starts its surfaces in order, stops them in reverse. */
import { once } from 'node:events';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

/** A part of the desk that has addresses, or runs, or both. Making one starts nothing. */
export interface Surface {
  name: string;
  /** Mounted at `/`; surfaces are asked in their order. */
  routes?: Hono;
  /** The largest body that this path may bring, where that is not the usual size. */
  longestRequestBytes?(path: string): number | null;
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

export interface Host {
  /** Listens, then starts the surfaces. Throws `HostError` in words when it cannot. Answers the address. */
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
}

/** The desk cannot listen. The message says why and what to do. */
export class HostError extends Error {
  override name = 'HostError';
}

/** The other end of the connection. What a header says of it anybody can write, so no header is asked. */
export function clientAddress(c: Context): string | null {
  return getConnInfo(c).remote.address ?? null;
}

/** Throws `HostError` when the desk could not listen now. For a start, to be told so before it writes anything. */
export async function requireFreePort(config: Config): Promise<void> {
  const probe = createServer().listen(config.port, config.host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw new HostError(listenProblem(config, error as NodeJS.ErrnoException), { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}

const longestRequestBytes = 4 * 1024 * 1024;
const leastFreeBytes = 32 * 1024 * 1024;
// Asked by programs, about this very process.
const probes = ['/healthz', '/readyz'];

/** Puts the surfaces behind one address. */
export function createHost(config: Config, log: Logger, surfaces: Surface[]): Host {
  let server: ServerType | undefined;
  let isReady = false;
  const started: Surface[] = [];
  const app = new Hono();

  app.use(async (c, next) => {
    const asked = c.req.header('host') ?? '';
    const home = new URL(config.publicUrl);
    // Cookies belong to one host; somebody who types "localhost" is led to it.
    if (
      asked !== home.host &&
      asked.split(':')[0] === 'localhost' &&
      !c.req.path.startsWith('/trpc') &&
      !probes.includes(c.req.path)
    ) {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`${config.publicUrl}${pathname}${search}`, 307);
    }
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
  });
  app.use((c, next) => {
    const wishes = surfaces.map((surface) => surface.longestRequestBytes?.(c.req.path) ?? 0);
    const maxSize = Math.max(longestRequestBytes, ...wishes);
    return limitTo(maxSize)(c, next);
  });
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const reasons = isReady ? await troubles(config) : ['The desk is starting.'];
    return reasons.length === 0 ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable', reasons }, 503);
  });
  for (const surface of surfaces) if (surface.routes) app.route('/', surface.routes);
  app.notFound((c) => c.text('There is nothing at this address.', 404));
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, 'a request failed');
    return c.text('Something went wrong on the desk. Try again in a moment.', 500);
  });

  async function listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const listener = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, () => resolve());
      listener.once('error', reject);
      server = listener;
    }).catch((error: NodeJS.ErrnoException) => {
      throw new HostError(listenProblem(config, error), { cause: error });
    });
  }

  return {
    async start() {
      await listen();
      for (const surface of surfaces) {
        await surface.start?.();
        started.push(surface);
      }
      isReady = true;
      const address = server?.address();
      const port = address && typeof address === 'object' ? address.port : config.port;
      return { url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}` };
    },
    async stop() {
      isReady = false;
      for (const surface of started.splice(0).reverse()) {
        await surface
          .stop?.()
          .catch((error: unknown) => log.error({ err: error, surface: surface.name }, 'did not stop'));
      }
      await closeServer(server);
    },
  };
}

function limitTo(maxSize: number): MiddlewareHandler {
  return bodyLimit({ maxSize, onError: (c) => c.text('This is too large to be taken in.', 413) });
}

async function troubles(config: Config): Promise<string[]> {
  const disk = await statfs(config.dataDirectory).catch(() => null);
  if (!disk) return ['The data directory cannot be read.'];
  return disk.bavail * disk.bsize < leastFreeBytes ? ['The disk of the data directory is full.'] : [];
}

function listenProblem(config: Config, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${config.port} on ${config.host} is in use, perhaps by another desk. Stop that program, or choose another port: PORT=${config.port + 2} npm start`;
  }
  if (error.code === 'EACCES')
    return `Port ${config.port} needs more rights than this user has. Choose one above 1023 with PORT.`;
  return `The desk cannot listen on ${config.host}:${config.port}: ${error.message}`;
}

/** Lets requests under way finish for a while, then cuts what is left, such as open streams. */
async function closeServer(server: ServerType | undefined): Promise<void> {
  if (!server?.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const cut = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
  }, 1_500);
  await closed;
  clearTimeout(cut);
}
