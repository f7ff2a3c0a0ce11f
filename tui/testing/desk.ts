/** A real desk for the terminal's tests: a fresh database behind HTTP, and a line to it that can be cut. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { apiSurface, createHost } from '@postern/core';
import { createWorld, type World, type WorldWish } from '@postern/core/testing';

export interface TestDesk extends AsyncDisposable {
  readonly world: World;
  /** What a client uses. */
  readonly url: string;
  /** Ends every connection at once and takes no new one, as when the machine behind it loses power. */
  cut(): Promise<void>;
  /** Takes connections again, at the same address. */
  mend(): Promise<void>;
}

/** A desk without anybody in it yet. */
export async function openDesk(wish: WorldWish = {}): Promise<TestDesk> {
  const world = await createWorld(wish);
  const host = createHost({ ...world.core.config, port: 0 }, world.core.log, [apiSurface(world.core)]);
  const behind = new URL((await host.start()).url);
  const sockets = new Set<Socket>();
  let line: Server | undefined;
  let port = 0;

  const mend = () =>
    new Promise<void>((resolve, reject) => {
      line = createServer((near) => {
        const far = connect(Number(behind.port), behind.hostname);
        for (const socket of [near, far]) {
          sockets.add(socket);
          socket.on('close', () => sockets.delete(socket));
          socket.on('error', () => {});
        }
        near.on('close', () => far.destroy());
        far.on('close', () => near.destroy());
        near.pipe(far).pipe(near);
      });
      line.once('error', reject);
      line.listen(port, '127.0.0.1', () => {
        const address = line?.address();
        port = typeof address === 'object' && address ? address.port : port;
        resolve();
      });
    });
  const cut = async () => {
    const closed = new Promise<void>((resolve) => (line ? line.close(() => resolve()) : resolve()));
    for (const socket of [...sockets]) socket.destroy();
    await closed;
    line = undefined;
  };
  await mend();

  return {
    world,
    url: `http://127.0.0.1:${port}`,
    cut,
    mend,
    async [Symbol.asyncDispose]() {
      await cut();
      await host.stop();
      await world[Symbol.asyncDispose]();
    },
  };
}
