/** The quick fetch answers as the built-in one does, and rejects where no whole answer came. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { quickFetch } from './quick-fetch.ts';

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
