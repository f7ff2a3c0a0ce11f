/** The control API under `/_/`: what the page and tests use to look at the workspace and to act in it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ActError } from './acts/act-error.ts';
import type { Act } from './acts/acts.ts';
import type { World } from './api-call.ts';
import type { Faults } from './faults.ts';
import { readBytes, send, sendJson } from './http.ts';
import { isObject } from './schema.ts';
import type { Json } from './types.ts';
import { screenOf, wholeState } from './views-of-state.ts';

/** A watcher is answered after this long even if nothing happened, so that no proxy loses patience. */
const watchMs = 20_000;

/** An act may bring files, in base64. */
const maxActBytes = 80_000_000;

export interface ControlOptions {
  world: World;
  faults: Faults;
  act: (act: Act) => Promise<Json>;
  /** Cuts all connections and refuses all calls while true. */
  setDown: (isDown: boolean) => void;
  /** Moves the emulator's time on; null when its clock is somebody else's. */
  advance: ((ms: number) => void) | null;
  /** Which snapshot this emulator keeps, so that a desk recognises its own. */
  snapshotFile: string | null;
}

/** Answers one request to `/_/<path>`; the caller has already checked where it comes from. */
export async function answerControl(
  options: ControlOptions,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = `${request.method} ${url.pathname}`;
  try {
    switch (route) {
      case 'GET /_/health':
        return sendJson(response, 200, { status: 'ok', snapshot: options.snapshotFile, pid: process.pid });
      case 'GET /_/state':
        return sendJson(response, 200, wholeState(options.world, options.faults));
      case 'GET /_/screen':
        return sendJson(response, 200, screen(options, url));
      case 'GET /_/file':
        return sendFile(options, url, response);
      case 'GET /_/journal':
        return sendJson(response, 200, journal(options.world, url));
      case 'GET /_/changes':
        return await changes(options, url, response);
      case 'GET /_/faults':
        return sendJson(response, 200, { isDown: options.faults.isDown, planned: options.faults.planned() });
      case 'POST /_/act':
        return sendJson(response, 200, {
          ok: true,
          ...(await options.act((await jsonBody(request)) as Act)),
        });
      case 'POST /_/faults':
        return sendJson(response, 200, { ok: true, ...setFaults(options, await jsonBody(request)) });
      case 'POST /_/clock':
        return sendJson(response, 200, { ok: true, ...moveClock(options, await jsonBody(request)) });
      default:
        return sendJson(response, 404, { ok: false, error: `There is no ${route} here.` });
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const status = error instanceof ActError || request.method === 'POST' ? 400 : 500;
    sendJson(response, status, { ok: false, error: error.message });
  }
}

async function jsonBody(request: IncomingMessage): Promise<Json> {
  // A form from another page can be sent without asking this server first; JSON cannot.
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    throw new ActError('Send the body as application/json.');
  }
  const body: unknown = JSON.parse((await readBytes(request, maxActBytes)).toString('utf8'));
  if (!isObject(body)) throw new ActError('The body must be a JSON object.');
  return body;
}

function screen({ world, faults }: ControlOptions, url: URL): Json {
  const { workspace } = world;
  const who = url.searchParams.get('as') ?? '';
  const person = workspace.findPerson(who) ?? workspace.people().find((one) => !one.isBot);
  if (!person) throw new ActError('The workspace has no people.');
  const wanted = url.searchParams.get('channel') ?? '';
  const tab = url.searchParams.get('tab') === 'messages' ? 'messages' : 'home';
  const direct = workspace.channels().find((one) => one.imWith === person.id);
  return screenOf(world, faults, {
    person,
    channel: wanted === 'app' ? direct : workspace.findChannel(wanted),
    threadTs: url.searchParams.get('thread'),
    tab: wanted === 'app' ? tab : null,
  });
}

/** A file for a person at the page; always as a download, so that nothing in it can run here. */
function sendFile({ world }: ControlOptions, url: URL, response: ServerResponse): void {
  const { files, workspace } = world;
  const file = files.find(url.searchParams.get('id') ?? '');
  const bytes = file && files.bytes(file.id);
  const person = workspace.findPerson(url.searchParams.get('as') ?? '');
  const isShown = file?.shares.some(
    ({ channel }) => person && workspace.findChannel(channel)?.members.includes(person.id),
  );
  if (!file || !bytes || !(isShown || file.user === person?.id)) {
    sendJson(response, 404, { ok: false, error: 'There is no such file for this person.' });
    return;
  }
  send(response, 200, 'application/octet-stream', bytes, {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
}

function journal({ journal }: World, url: URL): Json {
  const kind = url.searchParams.get('kind');
  return {
    entries: journal.entries({
      since: Number(url.searchParams.get('since') ?? 0),
      ...(kind && { kind }),
    }),
    defects: journal.defects().length,
  };
}

/** Answers when something is newer than `since`, or after 20 s. */
async function changes({ world }: ControlOptions, url: URL, response: ServerResponse): Promise<void> {
  const { store, clock } = world;
  if (Number(url.searchParams.get('since')) === store.version) {
    await new Promise<void>((resolve) => {
      const stopListening = store.onChange(() => done());
      const cancelTimer = clock.after(watchMs, () => done());
      response.on('close', () => done());
      function done() {
        stopListening();
        cancelTimer();
        resolve();
      }
    });
  }
  if (!response.writableEnded && !response.destroyed) sendJson(response, 200, { version: store.version });
}

/** `{advanceMs}` moves the time on: what falls due meanwhile, such as retries of events, happens at once. */
function moveClock({ world, advance }: ControlOptions, wanted: Json): Json {
  const ms = wanted.advanceMs;
  if (!advance) throw new ActError('This emulator runs on a clock of its test.');
  if (!Number.isInteger(ms) || Number(ms) < 0)
    throw new ActError('"advanceMs" must be a whole number, 0 or more.');
  advance(Number(ms));
  return { now: new Date(world.clock.now()).toISOString() };
}

/** `{down}` switches Slack off or on, `{clear: true}` forgets everything planned, anything else plans a fault. */
function setFaults(options: ControlOptions, wanted: Json): Json {
  const { world, faults } = options;
  if (wanted.clear === true) {
    faults.clear();
    options.setDown(false);
  } else if (typeof wanted.down === 'boolean') {
    options.setDown(wanted.down);
  } else faults.plan(wanted);
  world.store.touch();
  return { isDown: faults.isDown, planned: faults.planned() };
}
