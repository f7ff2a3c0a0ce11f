/** Socket Mode: the app's WebSocket connections, and the envelopes that travel on them until they are acknowledged. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import { ackWithinMs, type InteractionOutcome, type Line, retryAfterMs } from './line.ts';
import type { Store } from './store.ts';
import type { Delivery, Json } from './types.ts';

/** Slack's limit for one app. */
const maxConnections = 10;
const ticketLivesMs = 30_000;
const pingEveryMs = 10_000;

interface Flight {
  name: string;
  socket: WebSocket;
  cancelTimer: () => void;
  acknowledged: (payload: Json) => void;
  connectionLost: () => void;
}

interface SocketModeOptions {
  store: Store;
  journal: Journal;
  clock: Clock;
  appId: string;
  /** Chooses among the open connections; Slack promises no order. */
  random: () => number;
}

export class SocketMode implements Line {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<WebSocket>();
  readonly #tickets = new Map<string, number>();
  readonly #flights = new Map<string, Flight>();
  readonly #retries = new Map<string, () => void>();
  readonly #options: SocketModeOptions;
  #cancelPing: () => void = () => {};

  constructor(options: SocketModeOptions) {
    this.#options = options;
    this.#ping();
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** A one-use ticket for the address that `apps.connections.open` returns. */
  issueTicket(): string {
    const ticket = randomUUID();
    this.#tickets.set(ticket, this.#options.clock.now() + ticketLivesMs);
    return ticket;
  }

  /** Accepts a WebSocket with a valid ticket; closes anything else. */
  accept(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://emulator').searchParams.get('ticket') ?? '';
    const validUntil = this.#tickets.get(ticket) ?? 0;
    this.#tickets.delete(ticket);
    if (validUntil < this.#options.clock.now()) {
      raw.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, raw, head, (socket) => this.#welcome(socket));
  }

  /** Queues an event. It is kept until acknowledged, across lost connections and restarts of the emulator. */
  deliver(name: string, payload: Json): void {
    const { store, journal, clock } = this.#options;
    const delivery: Delivery = {
      id: randomUUID(),
      name,
      queuedAt: clock.now(),
      attempts: 0,
      payload,
    };
    journal.add('event', name, { envelopeId: delivery.id, payload });
    store.put('deliveries', delivery.id, delivery);
    this.#send(delivery.id);
  }

  /** Sends an interaction once; Slack never repeats those. Resolves within 3 s. */
  interact(payload: Json): Promise<InteractionOutcome> {
    const acceptsAnswer = ['view_submission', 'view_closed', 'block_suggestion'].includes(
      String(payload.type),
    );
    return this.#ask(String(payload.type), 'interactive', payload, acceptsAnswer);
  }

  /** Sends a slash command, once too; the acknowledgement may carry the answer. */
  command(payload: Json): Promise<InteractionOutcome> {
    return this.#ask(String(payload.command), 'slash_commands', payload, true);
  }

  #ask(name: string, type: string, payload: Json, acceptsAnswer: boolean): Promise<InteractionOutcome> {
    const { journal, clock } = this.#options;
    const socket = this.#pickSocket();
    journal.add('interaction', name, payload);
    if (!socket) return Promise.resolve({ kind: 'notConnected' });
    const id = randomUUID();
    return new Promise((resolve) => {
      const end = (outcome: InteractionOutcome) => {
        this.#flights.get(id)?.cancelTimer();
        this.#flights.delete(id);
        resolve(outcome);
      };
      this.#flights.set(id, {
        name,
        socket,
        cancelTimer: clock.after(ackWithinMs, () => {
          journal.add('timeout', `${name} was not acknowledged within 3 s: operation_timeout`);
          end({ kind: 'timedOut' });
        }),
        acknowledged: (answer) => end({ kind: 'acknowledged', payload: answer }),
        connectionLost: () => end({ kind: 'timedOut' }),
      });
      socket.send(
        JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: acceptsAnswer }),
      );
    });
  }

  /** Tells every connection to go, as Slack does when it recycles a server, and closes those that stay. */
  disconnectAll(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    this.#options.journal.add('socket', `disconnect sent: ${reason}`);
    for (const socket of this.#sockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'emulator' } }));
      if (reason !== 'warning') this.#options.clock.after(10_000, () => socket.close());
    }
  }

  /** Cuts every connection without a word. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  close(): void {
    this.#cancelPing();
    for (const cancel of this.#retries.values()) cancel();
    for (const flight of this.#flights.values()) flight.cancelTimer();
    this.cutAll();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    const { journal, store, appId } = this.#options;
    if (this.#sockets.size >= maxConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      journal.add('defect', `The app opened more than ${maxConnections} connections.`);
      return;
    }
    this.#sockets.add(socket);
    socket.on('error', (error) => journal.add('socket', `connection failed: ${error.message}`));
    socket.on('close', () => this.#gone(socket));
    socket.on('message', (data) => this.#receive(data.toString()));
    journal.add('socket', `connection ${this.#sockets.size} opened`);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#sockets.size,
        connection_info: { app_id: appId },
        debug_info: { host: 'emulator', build_number: 1, approximate_connection_time: 18060 },
      }),
    );
    store.touch();
    for (const delivery of store.all('deliveries')) {
      if (!this.#flights.has(delivery.id)) this.#send(delivery.id);
    }
  }

  #gone(socket: WebSocket): void {
    this.#sockets.delete(socket);
    this.#options.journal.add('socket', `connection closed, ${this.#sockets.size} left`);
    for (const flight of [...this.#flights.values()]) {
      if (flight.socket === socket) flight.connectionLost();
    }
    this.#options.store.touch();
  }

  #receive(data: string): void {
    const { journal } = this.#options;
    let message: { envelope_id?: unknown; payload?: unknown };
    try {
      message = JSON.parse(data);
    } catch {
      journal.add('defect', 'The app sent something that is not JSON over its WebSocket.', { data });
      return;
    }
    const id = String(message.envelope_id ?? '');
    const payload = (message.payload ?? {}) as Json;
    const flight = this.#flights.get(id);
    journal.add('ack', flight?.name ?? 'an envelope that was given up, or never sent', {
      envelopeId: id,
      payload,
    });
    flight?.acknowledged(payload);
  }

  #send(id: string): void {
    const { store, journal, clock } = this.#options;
    this.#retries.get(id)?.();
    this.#retries.delete(id);
    const delivery = store.get('deliveries', id);
    const socket = this.#pickSocket();
    if (!delivery || !socket) return;
    const attempt = delivery.attempts;
    store.put('deliveries', id, { ...delivery, attempts: attempt + 1 });
    const land = () => {
      this.#flights.get(id)?.cancelTimer();
      this.#flights.delete(id);
    };
    this.#flights.set(id, {
      name: delivery.name,
      socket,
      cancelTimer: clock.after(ackWithinMs, () => {
        land();
        this.#retryLater(id, attempt);
      }),
      acknowledged: () => {
        land();
        store.remove('deliveries', id);
      },
      connectionLost: () => {
        land();
        this.#send(id);
      },
    });
    journal.add('delivery', `${delivery.name}, attempt ${attempt + 1}`, { envelopeId: id });
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type: 'events_api',
        payload: delivery.payload,
        accepts_response_payload: false,
        retry_attempt: attempt,
        retry_reason: attempt === 0 ? '' : 'timeout',
      }),
    );
  }

  #retryLater(id: string, attempt: number): void {
    const { store, journal, clock } = this.#options;
    const delay = retryAfterMs[attempt];
    const name = store.get('deliveries', id)?.name ?? 'event';
    if (delay === undefined) {
      journal.add('lost', `${name} was sent ${attempt + 1} times and never acknowledged`, { envelopeId: id });
      store.remove('deliveries', id);
      return;
    }
    this.#retries.set(
      id,
      clock.after(delay, () => this.#send(id)),
    );
  }

  #pickSocket(): WebSocket | undefined {
    const open = [...this.#sockets].filter((socket) => socket.readyState === socket.OPEN);
    return open[Math.floor(this.#options.random() * open.length)];
  }

  #ping(): void {
    this.#cancelPing = this.#options.clock.after(pingEveryMs, () => {
      for (const socket of this.#sockets) socket.ping();
      this.#ping();
    });
  }
}
