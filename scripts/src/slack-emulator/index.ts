/** The Slack emulator as a library: a workspace on loopback that the real Slack client libraries can talk to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Act, createActs } from './acts/acts.ts';
import type { World } from './api-call.ts';
import { type Clock, movableClock } from './clock.ts';
import { answerControl } from './control.ts';
import { Dialogs } from './dialogs.ts';
import { createEntryPoints } from './entry-points.ts';
import { deliverWithFaults } from './event-faults.ts';
import { sendEvents } from './events.ts';
import { type Fault, Faults } from './faults.ts';
import { downloadService, uploadService } from './file-routes.ts';
import { Files } from './files.ts';
import { readBody, send, sendJson } from './http.ts';
import { HttpMode } from './http-mode.ts';
import { Interactivity } from './interactivity.ts';
import { Journal, type JournalEntry } from './journal.ts';
import type { Line } from './line.ts';
import { defaultManifestFile, readManifest } from './manifest.ts';
import { isFromHere } from './origins.ts';
import { sendPageFile } from './page-files.ts';
import { personFor, type SlackPerson } from './people.ts';
import { Rates } from './rates.ts';
import { Responses } from './responses.ts';
import { Rooms } from './rooms.ts';
import { Scheduled } from './scheduled.ts';
import { person, type Seed, sampleSeed, sampleTokens } from './seed.ts';
import { fileSnapshot, noSnapshot } from './snapshot.ts';
import { SocketMode } from './socket-mode.ts';
import { Store } from './store.ts';
import { answerUnderFaults } from './suffering.ts';
import type { Json } from './types.ts';
import { wholeState } from './views-of-state.ts';
import { answerApiCall } from './web-api.ts';
import { Workspace } from './workspace.ts';

export { ActError } from './acts/act-error.ts';
export type { Act } from './acts/acts.ts';
export type { Clock } from './clock.ts';
export type { Fault, FaultKind } from './faults.ts';
export type { JournalEntry, JournalKind } from './journal.ts';
export { defaultManifestFile, readManifest } from './manifest.ts';
export type { SlackPerson } from './people.ts';
export {
  channel,
  person,
  type Seed,
  sampleClient,
  sampleSeed,
  sampleSigningSecret,
  sampleTokens,
} from './seed.ts';

export interface SlackEmulatorOptions {
  /** Port on 127.0.0.1; 0 (the default) takes a free one. */
  port?: number | undefined;
  /** Where the workspace is kept between runs; without it nothing is. */
  snapshotFile?: string | undefined;
  tokens?: { bot: string; app: string } | undefined;
  /** The app manifest whose scopes and events are granted; `slackbot/manifest.json` by default. */
  manifestFile?: string | undefined;
  seed?: Seed | undefined;
  clock?: Clock | undefined;
  /** Further origins whose pages may use the control API, for a desk that proxies the page. */
  allowedOrigins?: readonly string[] | undefined;
  /** Posts a message once for each `client_msg_id`. Off by default: Slack does not promise it. */
  honoursClientMsgId?: boolean | undefined;
  /** Sends events, interactions and commands there, signed, instead of over Socket Mode. */
  http?: { eventsUrl: string; signingSecret: string } | undefined;
  /** Applies Slack's published rate limits. Off by default. */
  limitsRates?: boolean | undefined;
}

export interface RunningSlackEmulator {
  /** The page: `http://127.0.0.1:4001`. */
  url: string;
  /** What goes into `SLACK_API_URL`: `http://127.0.0.1:4001/api/`. */
  apiUrl: string;
  /** Closes all connections and writes the snapshot a last time. */
  close(): Promise<void>;
}

export interface SlackEmulator {
  /** Listens on 127.0.0.1. Throws when the port is taken; the snapshot is then untouched. */
  start(): Promise<RunningSlackEmulator>;
  /** Does what a person does, see `acts/`. Throws `ActError` with a sentence when that is not possible. */
  act(act: Act): Promise<Json>;
  /** The hands of one person, by id, handle or e-mail address: `emulator.as('ada').slash('#support', '/postern')`. */
  as(who: string): SlackPerson;
  state(): Json;
  journal(filter?: { since?: number; kind?: string }): JournalEntry[];
  /** What the app did that real Slack may not forgive. */
  defects(): JournalEntry[];
  planFault(fault: Partial<Fault>): void;
  /** Cuts all connections and refuses all calls while true. */
  setDown(isDown: boolean): void;
  /** In HTTP mode: asks the app's address for the challenge, as Slack does before it takes an address. */
  verifyUrl(): Promise<boolean>;
}

/**
 * Builds an emulator; nothing listens and nothing is written until `start`. Throws a sentence when the manifest or an
 * existing snapshot cannot be read.
 */
export function createSlackEmulator(options: SlackEmulatorOptions = {}): SlackEmulator {
  const ownClock = movableClock();
  const clock = options.clock ?? ownClock;
  // A clock of the caller's is the caller's to move.
  const advance = options.clock ? null : ownClock.advance;
  const tokens = options.tokens ?? sampleTokens;
  const manifest = readManifest(options.manifestFile ?? defaultManifestFile);
  const snapshot = options.snapshotFile ? fileSnapshot(options.snapshotFile, clock) : noSnapshot;
  const seed = options.seed ?? sampleSeed();
  let baseUrl = '';
  let port = 0;

  const store = new Store({ startVersion: Date.now(), keep: (change) => snapshot.append(change) });
  const kept = snapshot.read();
  store.load(kept ?? seedRows(seed));
  const journal = new Journal(clock, () => store.touch());
  const faults = new Faults(journal);
  const workspace = new Workspace(store, clock, seed, () => baseUrl);
  const dialogs = new Dialogs(store, clock, workspace);
  const { appId } = workspace.bot;
  const socketMode = new SocketMode({ store, journal, clock, appId, random: Math.random });
  const responses = new Responses({ store, clock, journal, workspace, baseUrl: () => baseUrl });
  const files = new Files({ store, clock, workspace });
  const rooms = new Rooms(store, workspace);
  const scheduled = new Scheduled({ store, clock, journal, workspace });
  const httpMode = options.http ? new HttpMode({ store, journal, clock, ...options.http }) : null;
  const line: Line = httpMode ?? socketMode;
  const parts = {
    store,
    journal,
    clock,
    manifest,
    workspace,
    socketMode,
    line,
    dialogs,
    files,
    rooms,
    scheduled,
  };
  const interactivity = new Interactivity({ ...parts, responses });
  const world: World = {
    ...parts,
    botToken: tokens.bot,
    honoursClientMsgId: options.honoursClientMsgId ?? false,
    baseUrl: () => baseUrl,
  };
  const events = sendEvents({
    ...parts,
    deliver: (name, payload) => deliverWithFaults({ faults, clock, line }, name, payload),
  });
  const entryPoints = createEntryPoints({
    ...parts,
    responses,
    interactivity,
    tellHomeOpened: events.homeOpened,
  });
  const act = createActs({ world, interactivity, entryPoints });
  function setDown(isDown: boolean): void {
    faults.setDown(isDown);
    if (isDown) socketMode.cutAll();
    httpMode?.setDown(isDown);
  }
  const control = { world, faults, act, setDown, advance, snapshotFile: options.snapshotFile ?? null };
  const fileRoutes = { world, files, botToken: tokens.bot };
  const webApi = { world, faults, rates: options.limitsRates ? new Rates(clock) : null, tokens };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://emulator');
    const [, area = '', rest = ''] =
      /^\/(api|response|upload\/v1|files-pri|_)\/(.*)$/.exec(url.pathname) ?? [];
    if (area === 'api') return answerApiCall(webApi, rest, request, response);
    const exchange = { world, faults, request, response };
    if (area === 'response' && request.method === 'POST') {
      return answerUnderFaults(
        { ...exchange, name: 'response_url' },
        {
          read: async () => tryJson(await readBody(request)),
          accept(given) {
            const { status, body } = responses.answer(rest, given);
            return () => send(response, status, 'text/plain; charset=utf-8', body);
          },
        },
      );
    }
    if (area === 'upload/v1' && request.method === 'POST') {
      const service = uploadService(fileRoutes, rest, request, response);
      return answerUnderFaults({ ...exchange, name: 'upload' }, service);
    }
    if (area === 'files-pri' && request.method === 'GET') {
      const service = downloadService(fileRoutes, rest, request, response);
      return answerUnderFaults({ ...exchange, name: 'download' }, service);
    }
    if (!isFromHere(request, port, options.allowedOrigins ?? [])) {
      return sendJson(response, 403, { ok: false, error: 'Only this emulator’s own page may do that.' });
    }
    if (area === '_') return answerControl(control, url, request, response);
    if (request.method === 'GET' && sendPageFile(response, url.pathname)) return;
    sendJson(response, 404, { ok: false, error: 'not_found' });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('slack emulator:', error);
      if (!response.headersSent) sendJson(response, 500, { ok: false, error: 'internal_error' });
      else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (faults.isDown) socket.destroy();
    else socketMode.accept(request, socket, head);
  });

  return {
    async start() {
      port = await listen(server, options.port ?? 0);
      baseUrl = `http://127.0.0.1:${port}`;
      snapshot.open(() => store.dump());
      httpMode?.start();
      return {
        url: baseUrl,
        apiUrl: `${baseUrl}/api/`,
        async close() {
          socketMode.close();
          httpMode?.close();
          const closed = new Promise<void>((resolve) => server.close(() => resolve()));
          server.closeAllConnections();
          await closed;
          snapshot.close();
        },
      };
    },
    act: (wanted) => act(wanted),
    as: (who) => personFor(act, who),
    state: () => wholeState(world, faults),
    journal: (filter) => journal.entries(filter),
    defects: () => journal.defects(),
    planFault: (fault) => void faults.plan(fault),
    setDown,
    verifyUrl: async () => (await httpMode?.verify()) ?? false,
  };
}

function* seedRows(seed: Seed) {
  const { bot } = seed;
  const botPerson = person({ id: bot.userId, name: bot.name, realName: 'Postern', email: '', isBot: true });
  for (const one of [...seed.people, botPerson]) yield ['people', one.id, one] as const;
  for (const one of seed.channels) yield ['channels', one.id, one] as const;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function tryJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
