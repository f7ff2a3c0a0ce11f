/** An agent's inbox in a real pseudo-terminal, signed in to a desk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal, type TestTerminal } from '../../tui/testing/terminal.ts';
import type { E2eDesk } from './desk.ts';
import { posternProgram } from './postern-command.ts';
import { cleanEnv } from './server-process.ts';

export interface InboxTerminal extends AsyncDisposable {
  readonly screen: TestTerminal;
  /** Shows the tickets of a query, and puts the cursor on the first. */
  show(query: string): Promise<void>;
  /** Opens a ticket by its number, and waits until its thread is there. */
  open(number: number): Promise<void>;
  /** Answers the ticket at hand, as an agent does who reads the screen before each step. */
  reply(text: string): Promise<void>;
  /** Keeps a note on the ticket at hand. */
  note(text: string): Promise<void>;
}

/** Opens `postern` as an agent and waits until it is live. */
export async function openInbox(
  desk: E2eDesk,
  options: { email?: string; columns?: number; rows?: number } = {},
): Promise<InboxTerminal> {
  const { email = 'ada@postern.example', columns = 120, rows = 40 } = options;
  const home = mkdtempSync(join(tmpdir(), 'postern home-'));
  const screen = openTerminal({
    command: process.execPath,
    args: [posternProgram],
    env: cleanEnv({ HOME: home, POSTERN_URL: desk.url, POSTERN_TOKEN: await desk.token(email) }),
    columns,
    rows,
  });
  await screen.waitFor('● live');
  await screen.settled();
  const write = async (step: { key: string; frame: string; text: string; send: string; said: RegExp }) => {
    screen.press(step.key);
    await screen.waitFor(step.frame);
    await screen.settled();
    screen.type(step.text);
    await screen.settled();
    screen.press(step.send);
    await screen.waitFor(step.said);
    await screen.settled();
  };
  const inbox: InboxTerminal = {
    screen,
    reply: (text) =>
      write({ key: 'r', frame: 'PUBLIC REPLY →', text, send: 'ctrl+s', said: /Reply sent to / }),
    note: (text) =>
      write({ key: 'n', frame: 'INTERNAL NOTE · team only', text, send: 'ctrl+n', said: /Note kept/ }),
    async show(query) {
      screen.press('/', 'ctrl+u');
      screen.type(query);
      screen.press('enter');
      await screen.settled();
    },
    async open(number) {
      await inbox.show(`#${number}`);
      screen.press('enter');
      await screen.settled();
      await screen.waitFor(`#${number}`);
    },
    async [Symbol.asyncDispose]() {
      await screen[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return inbox;
}
