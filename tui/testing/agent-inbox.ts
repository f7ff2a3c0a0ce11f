/** An inbox without a screen, signed in on a test desk: keys go in as a person would press them, lines come out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient, type PosternClient } from '@postern/core/client';
import type { BuiltAgent } from '@postern/core/testing';
import { acts } from '../src/cli/acts.ts';
import { cachedState } from '../src/inbox/cached-state.ts';
import { createKeyboard, type Keyboard } from '../src/inbox/keyboard.ts';
import { createCommands, type Outside } from '../src/inbox/run-command.ts';
import { wordsFor } from '../src/inbox/words.ts';
import { characterEvent, keyEvent } from '../src/input/decode-sequence.ts';

import { type Command, commands } from '../src/keys/commands.ts';
import { usualSettings } from '../src/settings/terminal-settings.ts';
import type { CacheFiles } from '../src/store/cache-files.ts';
import { createInbox, type Inbox, type InboxStart } from '../src/store/inbox.ts';
import { type CacheKeeper, keepCache } from '../src/store/keep-cache.ts';
import { firstState, type InboxState } from '../src/store/model.ts';

import { unicodeGlyphs } from '../src/text/glyphs.ts';
import { drawScreen } from '../src/views/screen.ts';
import type { TestDesk } from './desk.ts';

export interface AgentInbox extends AsyncDisposable {
  readonly inbox: Inbox;
  readonly keyboard: Keyboard;
  readonly keeper: CacheKeeper | null;
  readonly folder: string;
  state(): InboxState;
  /** The screen as text. */
  screen(): string;
  press(...keys: string[]): void;
  type(text: string): void;
  /** Resolves when the state is so; rejects with the screen after 10 s. */
  until(isThere: (state: InboxState) => boolean): Promise<void>;
  /** Resolves when nothing is under way. */
  quiet(): Promise<void>;
}

/** A machine around the inbox on which nothing happens. */
export const outsideOfTests: Outside = {
  quit() {},
  suspend() {},
  desk: {
    url: 'http://desk.example',
    profile: 'default',
    env: {},
    actOf: async (verb) => (await acts[verb]()).act,
  },
  desks: { names: [], go() {} },
  settings: { get: () => usualSettings, set: async () => null },
  copy() {},
  hasBrowser: false,
  async browse() {},
  saveFile: async (fileName) => fileName,
  viewFile: async () => 'there is no screen',
  repaint() {},
  openEditor() {},
  editText() {},
};

let ids = 0;

/** Opens an inbox for an agent; `folder` keeps the drafts of an earlier one. */
export async function openAgentInbox(
  desk: TestDesk,
  agent: BuiltAgent,
  wish: {
    query?: string;
    size?: InboxState['size'];
    folder?: string;
    isReadOnly?: boolean;
    holdSeconds?: number;
    now?: () => number;
    token?: string;
    outside?: Partial<Outside>;
    commands?: readonly Command[];
    tell?: InboxStart['tell'];
    machine?: InboxStart['machine'];
    client?: (real: PosternClient) => PosternClient;
    cache?: CacheFiles;
    /** Begins with what the cache holds. */
    isRestored?: boolean;
  } = {},
): Promise<AgentInbox> {
  const folder = wish.folder ?? mkdtempSync(join(tmpdir(), 'postern-inbox-'));
  const real = httpClient({
    url: desk.url,
    token: wish.token ?? (await desk.world.tokenOf(agent)),
    source: 'TUI',
  });
  const first = {
    ...{ desk: 'test', query: wish.query ?? 'is:open', isReadOnly: wish.isReadOnly ?? false },
    size: wish.size ?? { columns: 120, rows: 40 },
  };
  const inbox = createInbox({
    client: wish.client?.(real) ?? real,
    url: desk.url,
    ...first,
    stateFolder: folder,
    newId: () => {
      ids += 1;
      return `request-${process.pid}-${ids}`;
    },
    now: wish.now ?? Date.now,
    holdSeconds: wish.holdSeconds ?? 0,
    wordsFor,
    ...(wish.tell && { tell: wish.tell }),
    ...(wish.machine && { machine: wish.machine }),
    ...(wish.isRestored && {
      state: cachedState(firstState({ ...first, now: Date.now() }), {
        ...{ cache: wish.cache ?? null, folder, url: desk.url, asked: first.query },
      }),
    }),
  });
  const keeper = wish.cache ? keepCache(inbox.hub, wish.cache) : null;
  const run = createCommands(inbox, { ...outsideOfTests, ...wish.outside }, wish.commands);
  const keyboard = createKeyboard(inbox.hub, run, wish.commands);
  const state = () => inbox.hub.get();
  const screen = () =>
    drawScreen(state(), { glyphs: unicodeGlyphs, isAscii: false, commands: wish.commands ?? commands })
      .lines.map((line) =>
        line
          .flatMap(({ spans }) => spans.map((span) => span.text))
          .join('')
          .trimEnd(),
      )
      .join('\n');
  const waitFor = (isThere: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!isThere()) return;
        clearTimeout(timer);
        clearInterval(again);
        stop();
        resolve();
      };
      const stop = inbox.hub.subscribe(look);
      // Timers of the inbox end without telling anybody.
      const again = setInterval(look, 10);
      const timer = setTimeout(() => {
        clearInterval(again);
        stop();
        reject(new Error(`Waited in vain; the screen:\n${screen()}`));
      }, 10_000);
      look();
    });
  inbox.start();

  return {
    inbox,
    keyboard,
    keeper,
    folder,
    state,
    screen,
    press(...keys) {
      for (const key of keys) keyboard.handle(eventFor(key));
    },
    type(text) {
      for (const character of text) keyboard.handle(characterEvent(character));
    },
    until: (isThere) => waitFor(() => isThere(state())),
    quiet: () => waitFor(() => !inbox.isBusy && !keyboard.isWaiting),
    async [Symbol.asyncDispose]() {
      keyboard.stop();
      keeper?.stop();
      inbox.stop();
      if (!wish.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function eventFor(key: string) {
  const [, control, rest] = /^(ctrl\+)?(.+)$/.exec(key) as RegExpExecArray;
  if (control) return keyEvent(rest as string, { ctrl: true });
  return [...(rest as string)].length === 1 ? characterEvent(rest as string) : keyEvent(rest as string);
}

/** An inbox of Ada's that has come to rest; `keys` presses and waits until nothing is under way. */
export async function openedInbox(
  at: { desk: TestDesk; ada: BuiltAgent },
  wish: Parameters<typeof openAgentInbox>[2] = {},
) {
  const inbox = await openAgentInbox(at.desk, at.ada, wish);
  await inbox.quiet();
  return {
    ...inbox,
    async keys(...keys: string[]) {
      inbox.press(...keys);
      await inbox.quiet();
    },
    [Symbol.asyncDispose]: () => inbox[Symbol.asyncDispose](),
  };
}
