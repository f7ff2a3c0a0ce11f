/** Answers a request the way a planned fault wants it, or as it should be when none is planned. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from './api-call.ts';
import type { Fault, Faults } from './faults.ts';
import { sendJson } from './http.ts';

export interface Exchange {
  world: World;
  faults: Faults;
  /** A method's name, or `upload`, `download` and `response_url` for what lies outside the Web API. */
  name: string;
  request: IncomingMessage;
  response: ServerResponse;
}

/** How a request is served: its body, what it does, and the answer to that. */
export interface Service<Given> {
  read: () => Promise<Given>;
  /** Does the work; the function it returns sends the answer. */
  accept: (given: Given) => () => void;
}

/**
 * Faults may answer in the place of the work, keep its answer back, or delay either. While Slack is down the connection
 * is cut unread.
 */
export async function answerUnderFaults<Given>(exchange: Exchange, service: Service<Given>): Promise<void> {
  const { world, faults, name, request } = exchange;
  if (faults.isDown) return reset(request);
  const fault = faults.take(name);
  if (fault?.kind === 'resetBeforeAccept') return reset(request);

  const given = await service.read();
  if (fault && answerInstead(exchange, fault)) return;
  if (fault?.kind === 'lateAccept') reset(request);
  if (fault?.kind === 'lateAccept' || fault?.kind === 'slow') await pause(world, fault.ms);
  const answer = service.accept(given);
  if (fault?.kind === 'lateAccept') return;
  if (fault?.kind === 'resetAfterAccept') return reset(request);
  if (fault?.kind === 'slowAfterAccept') await pause(world, fault.ms);
  answer();
}

/** Carries out a fault that answers in the work's place. Returns true when it has answered. */
function answerInstead({ world, name, response }: Exchange, fault: Fault): boolean {
  const instead = (what: string, answer: () => void) => {
    world.journal.add('call', `${name}: ${what} on request`);
    answer();
    return true;
  };
  switch (fault.kind) {
    case 'http500':
      return instead('HTTP 500', () => {
        response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Server Error</h1>');
      });
    case 'rateLimited':
      return instead('429', () => {
        const headers = { 'retry-after': String(fault.retryAfter) };
        sendJson(response, 429, { ok: false, error: 'ratelimited' }, headers);
      });
    case 'html':
      return instead('a page', () => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Slack is being updated</h1>');
      });
    case 'wrongJson':
      return instead('broken JSON', () => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":tr');
      });
    case 'refused':
      return instead(fault.error, () => sendJson(response, 200, { ok: false, error: fault.error }));
    default:
      return false;
  }
}

function pause({ clock }: World, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}

function reset(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}
