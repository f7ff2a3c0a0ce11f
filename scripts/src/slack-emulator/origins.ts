/** Keeps other web pages away from the control API, which can speak as any person of the workspace. */
import type { IncomingMessage } from 'node:http';

/**
 * True for a request that comes from this emulator's own page, from an allowed origin (the desk that proxies the page),
 * or from a program. The host is checked too, so that a foreign name pointed at this machine does not count as own.
 */
export function isFromHere(
  request: IncomingMessage,
  ownPort: number,
  allowedOrigins: readonly string[],
): boolean {
  const own = [`http://127.0.0.1:${ownPort}`, `http://localhost:${ownPort}`];
  const origins = [...own, ...allowedOrigins.map((origin) => origin.replace(/\/$/, ''))];
  const hosts = origins.map((origin) => URL.parse(origin)?.host);
  if (!hosts.includes(request.headers.host ?? '')) return false;
  if (request.method === 'GET') return true;
  const { origin } = request.headers;
  return origin === undefined || origins.includes(origin);
}
