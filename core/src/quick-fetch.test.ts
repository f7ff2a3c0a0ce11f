/** The quick fetch answers as the built-in one does, and rejects where no whole answer came. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { quickFetch, quickStream } from './quick-fetch.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('sends method, headers and body, and reads what came back, letters of two and more bytes included', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      response.writeHead(409, { 'content-type': 'application/json', 'X-Kind': request.headers['x-kind'] });
      response.end(JSON.stringify({ method: request.method, body }));
    });
  });
  const sent = { method: 'POST', headers: { 'x-kind': 'test' }, body: 'Grüße, 山田 🙂' };

  const quick = await quickFetch(`${url}/a?b=c`, sent);
  const builtIn = await fetch(`${url}/a?b=c`, sent);

  expect([quick.status, quick.ok]).toEqual([builtIn.status, builtIn.ok]);
  expect(quick.headers.get('X-Kind')).toBe('test');
  expect(quick.headers.get('absent')).toBeNull();
  expect(await quick.json()).toEqual({ method: 'POST', body: sent.body });
  expect(await builtIn.json()).toEqual(await quick.json());
});

test('follows a redirect, and takes no token along to another desk', async () => {
  const seen: unknown[] = [];
  const other = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.end('there');
  });
  const url = await serve((_request, response) => {
    response.writeHead(308, { location: `${other}/moved` });
    response.end();
  });

  const answer = await quickFetch(url, { method: 'POST', headers: { authorization: 'Bearer t' }, body: 'x' });

  expect(await answer.text()).toBe('there');
  expect(seen).toEqual([undefined]);
});

test('rejects when nobody listens, when the answer breaks off, and when the caller gives up', async () => {
  const broken = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  const silent = await serve(() => {});
  const stop = new AbortController();
  const given = expect(quickFetch(silent, { signal: stop.signal })).rejects.toThrow('aborted');
  stop.abort();

  await given;
  await expect(quickFetch('http://127.0.0.1:9')).rejects.toThrow('ECONNREFUSED');
  await expect(quickFetch(broken)).rejects.toThrow('aborted');
});

test('a stream comes piece by piece, is redirected, breaks off with an error and ends where its reader gives up', async () => {
  const gone = Promise.withResolvers<void>();
  const url = await serve((request, response) => {
    if (request.url === '/moved') {
      response.writeHead(307, { location: '/' });
      return response.end();
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('one');
    response.on('close', () => gone.resolve());
    if (request.url === '/broken') setTimeout(() => response.destroy(), 20);
  });
  const read = async (stream: Awaited<ReturnType<typeof quickStream>>) => {
    const reader = stream.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('one');
    return reader;
  };
  const stop = new AbortController();
  const stream = await quickStream(url, { signal: stop.signal });
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const reader = await read(stream);
  const next = expect(reader?.read()).rejects.toThrow('aborted');
  stop.abort();
  await next;
  await gone.promise;

  // A refusal is given up before anybody reads it.
  const unread = new AbortController();
  await quickStream(url, { signal: unread.signal });
  unread.abort();
  await new Promise((resolve) => setTimeout(resolve, 20));

  const broken = await read(await quickStream(`${url}/broken`));
  await expect(broken?.read()).rejects.toThrow('aborted');
  const moved = await quickStream(`${url}/moved`);
  expect(moved.redirected).toBe(true);
  await read(moved);
});
