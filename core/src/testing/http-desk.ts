/** A world's API on a real listener, and a line to it that a test can cut. */
import { createServer, connect as open, type Socket } from 'node:net';
import { apiSurface } from '../api-surface.ts';
import { createHost, type Host } from '../host.ts';
import type { World } from './world.ts';

export interface HttpDesk extends AsyncDisposable {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves the API alone, on a free loopback port unless one is given. */
export async function startHttpDesk(world: World, port = 0): Promise<HttpDesk> {
  const host: Host = createHost({ ...world.core.config, port }, world.core.log, [apiSurface(world.core)]);
  const { url } = await host.start();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= host.stop();
    return stopped;
  };
  return { url, port: Number(new URL(url).port), stop, [Symbol.asyncDispose]: stop };
}

export interface Line extends AsyncDisposable {
  url: string;
  /** Each of the next connections breaks after so many bytes from the desk; later ones hold. */
  cutNext(afterBytes: readonly number[]): void;
  /** Breaks what is open. */
  cut(): void;
}

/** A TCP line to a port on this machine. */
export async function startLine(to: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let cuts: number[] = [];
  const server = createServer((near) => {
    const far = open(to, '127.0.0.1');
    let left = cuts.shift() ?? Number.POSITIVE_INFINITY;
    const end = () => {
      near.destroy();
      far.destroy();
      sockets.delete(near);
    };
    sockets.add(near);
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    near.pipe(far);
    far.on('data', (bytes) => {
      near.write(bytes.subarray(0, Math.min(left, bytes.length)));
      left -= bytes.length;
      // What was let through must arrive, so the line closes in good order.
      if (left <= 0) near.end(end);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    cutNext: (afterBytes) => {
      cuts = [...afterBytes];
    },
    cut,
    [Symbol.asyncDispose]: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
