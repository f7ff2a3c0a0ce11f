/** The listener: starts in order, stops in reverse and in time, and says in words why it cannot begin. */
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { Hono } from 'hono';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { httpClient } from './client.ts';
import { clientAddress, createHost, HostError, type Surface } from './host.ts';
import { startHttpDesk } from './testing/http-desk.ts';
import { createWorld } from './testing/index.ts';

const silent = pino({ level: 'silent' });

async function hostOf(surfaces: Surface[], wish: { port?: number; host?: string; publicUrl?: string } = {}) {
  const world = await createWorld({ config: { port: 0, ...wish } });
  const host = createHost(world.core.config, silent, surfaces);
  return { world, host };
}

test('surfaces start in order once the desk listens, and stop in reverse, one that fails too', async () => {
  const steps: string[] = [];
  const surface = (name: string, stop?: () => Promise<void>): Surface => ({
    name,
    start: async () => void steps.push(`start ${name}`),
    stop: async () => {
      steps.push(`stop ${name}`);
      await stop?.();
    },
  });
  const fails = () => Promise.reject(new Error('no'));
  const { world, host } = await hostOf([surface('one'), surface('two', fails), surface('three')]);
  await using _world = world;
  const { url } = await host.start();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await host.stop();
  await host.stop();
  expect(steps).toEqual(['start one', 'start two', 'start three', 'stop three', 'stop two', 'stop one']);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('a surface that cannot start ends the start, and what had begun is stopped', async () => {
  const steps: string[] = [];
  const good: Surface = { name: 'good', stop: async () => void steps.push('stop good') };
  const bad: Surface = { name: 'bad', start: () => Promise.reject(new Error('cannot')) };
  const { world, host } = await hostOf([good, bad]);
  await using _world = world;
  await expect(host.start()).rejects.toThrow('cannot');
  await host.stop();
  expect(steps).toEqual(['stop good']);
});

test('a port that is taken is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const { world, host } = await hostOf([], { port });
  await using _world = world;
  const error = await host.start().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HostError);
  expect((error as Error).message).toContain(`Port ${port} on 127.0.0.1 is in use`);
  expect((error as Error).message).toContain('PORT=');
  await host.stop();
  other.close();
});

test('an address that this machine does not have is said in words', async () => {
  const { world, host } = await hostOf([], { host: '203.0.113.1' });
  await using _world = world;
  await expect(host.start()).rejects.toThrow('The desk cannot listen on 203.0.113.1:0');
});

test('stopping ends an open stream of changes and a connection that says nothing, within three seconds', async () => {
  await using world = await createWorld();
  const desk = await startHttpDesk(world);
  const token = await world.tokenOf(await world.agent());
  const client = httpClient({ url: desk.url, token, source: 'TUI' });
  const idle = connect(desk.port, '127.0.0.1');
  const half = connect(desk.port, '127.0.0.1');
  half.write('POST /trpc/auth.signIn HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
  for (const socket of [idle, half]) socket.on('error', () => {});
  const subscription = await new Promise<{ unsubscribe(): void }>((resolve) => {
    const opened = client.live.changes.subscribe(undefined, { onData: () => resolve(opened) });
  });
  const began = performance.now();
  await desk.stop();
  expect(performance.now() - began).toBeLessThan(3_000);
  subscription.unsubscribe();
  idle.destroy();
  half.destroy();
});

describe('a desk that serves', () => {
  const routes = new Hono();
  routes.get('/address', (c) => c.text(clientAddress(c) ?? 'unknown'));
  routes.get('/broken', () => {
    throw new Error('SECRET');
  });
  routes.post('/echo', async (c) => c.text(String((await c.req.text()).length)));

  test('is ready while its disk has room, and says why when it is not', async () => {
    const { world, host } = await hostOf([{ name: 'test', routes }]);
    await using _world = world;
    const { url } = await host.start();
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ok' });
    rmSync(world.core.config.dataDirectory, { recursive: true });
    const answer = await fetch(`${url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'unavailable', reasons: [expect.any(String)] });
    await host.stop();
  });

  test('is not ready before its surfaces have started', async () => {
    const seen: number[] = [];
    let url = '';
    const asks: Surface = {
      name: 'asks',
      start: async () =>
        void seen.push((await fetch(`${url}/readyz`)).status, (await fetch(`${url}/healthz`)).status),
    };
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    url = `http://127.0.0.1:${port}`;
    const { world, host } = await hostOf([asks], { port });
    await using _world = world;
    await host.start();
    expect(seen).toEqual([503, 200]);
    await host.stop();
  });

  test('leads "localhost" to its own name, and nobody elsewhere', async () => {
    const { world, host } = await hostOf([{ name: 'test', routes }], {
      publicUrl: 'https://help.acme.example',
    });
    await using _world = world;
    const { url } = await host.start();
    const asked = (path: string, name: string) =>
      new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
        request(`${url}${path}`, { headers: { host: name } }, (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, location: answer.headers.location });
        })
          .on('error', reject)
          .end();
      });
    expect(await asked('/support?x=1', 'localhost:4000')).toEqual({
      status: 307,
      location: 'https://help.acme.example/support?x=1',
    });
    for (const path of ['//evil.example/a', '/\\evil.example', '/%2F%2Fevil.example']) {
      const { location } = await asked(path, 'localhost');
      expect(new URL(location ?? '').host).toBe('help.acme.example');
    }
    // What asks these follows no redirect, and wants to know about this process.
    for (const path of ['/healthz', '/readyz'])
      expect((await asked(path, 'localhost:4000')).status).toBe(200);
    expect((await asked('/address', 'evil.example')).status).toBe(200);
    expect((await asked('/address', 'localhost.evil.example')).status).toBe(200);
    await host.stop();
  });

  test('says what a page was not for, takes no more than four megabytes, and shows no failure', async () => {
    const { world, host } = await hostOf([{ name: 'test', routes }]);
    await using _world = world;
    const { url } = await host.start();
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    const broken = await fetch(`${url}/broken`);
    expect(broken.status).toBe(500);
    expect(await broken.text()).toBe('Something went wrong on the desk. Try again in a moment.');
    const send = (bytes: number) => fetch(`${url}/echo`, { method: 'POST', body: 'x'.repeat(bytes) });
    expect(await (await send(4 * 1024 * 1024)).text()).toBe('4194304');
    expect((await send(4 * 1024 * 1024 + 1)).status).toBe(413);
    const address = await fetch(`${url}/address`, { headers: { 'x-forwarded-for': '203.0.113.1' } });
    expect(await address.text()).toBe('127.0.0.1');
    expect(address.headers.get('x-content-type-options')).toBe('nosniff');
    await host.stop();
  });
});
