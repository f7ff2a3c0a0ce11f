/** A real desk behind a real HTTP port, people in it, and the `postern` command run against it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiSurface, createHost, hashPassword } from '@postern/core';
import { type BuiltAgent, type BuiltContact, createWorld, type World } from '@postern/core/testing';
import type { Io } from '../io.ts';
import { run } from '../run.ts';

export interface Outcome {
  exit: number;
  stdout: string;
  stderr: string;
}

/** What surrounds one run; without a wish nobody sits at a terminal and stdin is empty. */
export interface Surroundings {
  stdin?: string;
  env?: Record<string, string>;
  isTerminal?: boolean;
  columns?: number;
  rows?: number;
  /** Answers to questions, in their order; every question must have one. A function answers after it has done something. */
  answers?: (string | null | (() => Promise<string>))[];
  /** What the person does in the editor. */
  edit?: (file: string, command: string) => Promise<number> | number;
  /** What a command does that the verb runs, and its exit code. */
  run?: (command: string, env: Readonly<Record<string, string>>) => number;
  /** What the pager does; false where it cannot be started. */
  page?: (command: string, text: string) => boolean;
  /** What the browser was given. */
  browsed?: string[];
}

export interface TestDesk extends AsyncDisposable {
  world: World;
  url: string;
  /** Where profiles and tokens go. */
  home: string;
  ada: BuiltAgent;
  maria: BuiltContact;
  /** Variables with which a run is Ada's. */
  asAda: Record<string, string>;
  /** Runs `postern` as Ada. */
  postern(argv: readonly string[], around?: Surroundings): Promise<Outcome>;
  /** Runs `postern` with no variables but the home folder. */
  posternAsNobody(argv: readonly string[], around?: Surroundings): Promise<Outcome>;
  /** Stops answering. */
  stop(): Promise<void>;
  /** Answers again, at the same address. */
  start(): Promise<void>;
}

export const password = 'correct horse battery';

/** A desk with the agent Ada and the customer Maria, and a home folder of its own. */
export async function openDesk(): Promise<TestDesk> {
  const world = await createWorld();
  const hostAt = (port: number) =>
    createHost({ ...world.core.config, port }, world.core.log, [apiSurface(world.core)]);
  let host = hostAt(0);
  const { url } = await host.start();
  const home = await mkdtemp(join(tmpdir(), 'postern-home-'));
  const ada = await world.agent({
    name: 'Ada Okafor',
    email: 'ada@postern.example',
    passwordHash: await hashPassword(password),
  });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const asAda = { POSTERN_URL: url, POSTERN_TOKEN: await world.tokenOf(ada) };
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await host.stop();
    isStopped = true;
  };
  const start = async () => {
    host = hostAt(Number(new URL(url).port));
    await host.start();
    isStopped = false;
  };
  return {
    world,
    url,
    home,
    ada,
    maria,
    asAda,
    postern: (argv, around = {}) => runIn(home, argv, { ...around, env: { ...asAda, ...around.env } }),
    posternAsNobody: (argv, around = {}) => runIn(home, argv, around),
    stop,
    start,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await world[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function runIn(home: string, argv: readonly string[], around: Surroundings): Promise<Outcome> {
  const outcome = { stdout: '', stderr: '' };
  const answers = [...(around.answers ?? [])];
  const ask = async (question: string) => {
    outcome.stderr += question;
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`Nobody was expected to be asked: ${question}`);
    return typeof answer === 'function' ? answer() : answer;
  };
  const isTerminal = around.isTerminal ?? false;
  const io: Io = {
    stdin: (async function* () {
      yield around.stdin ?? '';
    })(),
    stdout: { write: (text) => (outcome.stdout += text) },
    stderr: { write: (text) => (outcome.stderr += text) },
    env: { HOME: home, ...around.env },
    isTerminal: { stdin: isTerminal, stdout: isTerminal, stderr: isTerminal },
    columns: around.columns ?? 100,
    rows: around.rows ?? 24,
    now: () => new Date('2026-11-03T12:00:00.000Z'),
    ask,
    askSecret: ask,
    edit: async (command, file) => {
      if (!around.edit) throw new Error('No editor was expected.');
      return around.edit(file, command);
    },
    run: async (command, env) => {
      if (!around.run) throw new Error(`No command was expected: ${command}`);
      return around.run(command, env);
    },
    page: async (command, text) => {
      if (!around.page) throw new Error('No pager was expected.');
      return around.page(command, text);
    },
    browse: async (address) => {
      if (!around.browsed) throw new Error('No browser was expected.');
      around.browsed.push(address);
    },
  };
  const exit = await run(argv, io, '0.0.0-test');
  return { exit, ...outcome };
}
