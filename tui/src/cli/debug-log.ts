/**
 * What `--debug` writes down for whoever looks for a fault: which verb, which questions to the desk, how long they took,
 * how they ended. Never what was typed, asked or answered, and never to the screen.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../store/draft-files.ts';
import type { Args } from './flags.ts';
import type { Io } from './io.ts';

export interface DebugLog {
  /** One line; addresses, tokens and texts in quotes are taken out of it. */
  line(words: string): void;
  /** A question to the desk that has ended. */
  call(call: { type: string; path: string; ms: number; outcome: string }): void;
  /** Where a fault comes from, without what it says. */
  fault(error: unknown): void;
}

/** A file is laid aside when it is this large; three of them are kept. */
const mostBytes = 1024 * 1024;
const olderFiles = 2;

/** A log in `logs/debug.log` of this folder. What cannot be written is left out: nothing waits for it. */
export function debugLog(folder: string, now: () => Date = () => new Date()): DebugLog {
  const directory = join(folder, 'logs');
  const fileOf = (age: number) => join(directory, age === 0 ? 'debug.log' : `debug.${age}.log`);
  const write = (text: string) => {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      if (sizeOf(fileOf(0)) + text.length > mostBytes) layAside(fileOf);
      appendFileSync(fileOf(0), text, { mode: 0o600 });
    } catch {
      // A full disk is told by whatever else meets it.
    }
  };
  const line = (words: string) => write(`${now().toISOString()} ${process.pid} ${redacted(words)}\n`);
  return {
    line,
    call: ({ type, path, ms, outcome }) => line(`${type} ${path} ${Math.round(ms)} ms ${outcome}`),
    fault(error) {
      if (!(error instanceof Error)) return line('something was thrown that is no error');
      const { name, stack = '' } = error;
      const { code } = error as { code?: unknown };
      // The first lines of a stack are the message, which may quote what somebody wrote.
      const frames = stack.split('\n').filter((each) => /^\s+at /.test(each));
      line([typeof code === 'string' ? `${name} ${code}` : name, ...frames].join('\n'));
    },
  };
}

/** The log of one run, with its first line: which verb, what was given to it by name, and on what it runs. */
export function beginLog(
  { env, columns }: Pick<Io, 'env' | 'columns'>,
  args: Args,
  { verb, version }: { verb: string; version: string },
): DebugLog {
  const log = debugLog(stateFolder(env));
  const given = Object.entries(args).flatMap(([name, value]) =>
    value === undefined || value === false || (Array.isArray(value) && value.length === 0) ? [] : [name],
  );
  log.line(
    `begins: postern ${verb || '(inbox)'}, given ${given.join(' ') || 'nothing'}; postern ${version}, node ${process.version}, ${process.platform}, ${columns} columns, ${env.TERM ?? 'no TERM'}`,
  );
  return log;
}

/** A line is for somebody to read; what is longer would cost more to look through than it tells. */
const longestLine = 4_000;

function redacted(words: string): string {
  return words
    .slice(0, longestLine)
    .replace(/(https?:\/\/)[^\s/@]*@/g, '$1')
    .replace(/(https?:\/\/[^\s?#]*)[?#]\S*/g, '$1')
    .replace(/[\w.+-]{1,64}@[\w.-]+/g, '[address]')
    .replace(/\bBearer\s+\S+/gi, 'Bearer [token]')
    .replace(/\b[a-z]{2,5}_[\w-]{1,64}\.[\w-]{10,}/g, '[token]')
    .replace(/"[^"\n]*"/g, '"…"');
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function layAside(fileOf: (age: number) => string): void {
  for (let age = olderFiles; age > 0; age -= 1) {
    try {
      renameSync(fileOf(age - 1), fileOf(age));
    } catch {
      // There is none of this age yet.
    }
  }
}
