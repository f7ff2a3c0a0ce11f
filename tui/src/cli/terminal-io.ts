/** The process's own streams and terminal, as `Io`. */
import { writeSync } from 'node:fs';
import type { Io } from './io.ts';
import { CliProblem } from './problem.ts';

/** Whether an editor has the terminal now: then Ctrl+C is the editor's. */
let isEditing = false;

/** `Io` over this process. Nothing is read or listened to before somebody asks. */
export function terminalIo(): Io {
  return {
    // A stream of its own kind for a file, a pipe and a terminal, made when somebody reads.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    isTerminal: {
      get stdin() {
        return process.stdin.isTTY === true;
      },
      stdout: process.stdout.isTTY === true,
      stderr: process.stderr.isTTY === true,
    },
    columns: process.stdout.columns ?? 80,
    rows: process.stdout.rows ?? 24,
    now: () => new Date(),
    ask,
    askSecret,
    edit,
    run,
    page,
    browse: browseFrom,
  };
}

/**
 * Ends the process as Ctrl+C does (exit 130), as a closed pipe does (quietly), and where stdout takes no more (exit 1),
 * from now on.
 */
export function endOnSignals(): void {
  process.on('SIGINT', () => {
    if (!isEditing) process.exit(130);
  });
  // `postern ticket list | head` closes the pipe when it has seen enough; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    const why = error.code === 'ENOSPC' ? 'there is no room left' : error.message;
    // At once: the process ends before a stream would have written it.
    tryToSay(
      `error: What was to be shown could not be written: ${why}. What was asked for may be done all the same.\n`,
    );
    process.exit(1);
  });
  process.stderr.on('error', () => {});
}

function tryToSay(line: string): void {
  try {
    writeSync(2, line);
  } catch {
    // stderr is full too, and the exit code says it.
  }
}

async function ask(question: string): Promise<string | null> {
  const { createInterface } = await import('node:readline');
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    let answer: string | null = null;
    let isInterrupted = false;
    lines.on('SIGINT', () => {
      isInterrupted = true;
      process.stderr.write('\n');
      lines.close();
    });
    lines.on('close', () => (isInterrupted ? reject(interrupted()) : resolve(answer)));
    lines.question(question, (line) => {
      answer = line;
      lines.close();
    });
  });
}

function askSecret(question: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const { stdin } = process;
    let typed: string[] = [];
    const end = (finish: () => void) => {
      stdin.off('data', read);
      stdin.setRawMode(false);
      stdin.pause();
      process.stderr.write('\n');
      finish();
    };
    const read = (chunk: Buffer | string) => {
      for (const character of chunk.toString()) {
        if (character === '\r' || character === '\n') return end(() => resolve(typed.join('')));
        if (character === '\u0003') return end(() => reject(interrupted()));
        if (character === '\u0004' && typed.length === 0) return end(() => resolve(null));
        if (character === '\u0015') typed = [];
        else if (character === '\u007f' || character === '\b') typed.pop();
        else if (character >= ' ') typed.push(character);
      }
    };
    stdin.setEncoding('utf8');
    stdin.setRawMode(true);
    stdin.resume();
    stdin.on('data', read);
    // Last: somebody who types at the sight of the question must find the echo off.
    process.stderr.write(question);
  });
}

function interrupted(): CliProblem {
  return new CliProblem('INTERRUPTED', 'Interrupted.');
}

async function edit(command: string, file: string): Promise<number> {
  const { spawn } = await import('node:child_process');
  isEditing = true;
  try {
    return await new Promise<number>((resolve, reject) => {
      // Through the shell, because people write EDITOR="code --wait".
      const child = spawn('/bin/sh', ['-c', `${command} "$1"`, 'postern', file], { stdio: 'inherit' });
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
    });
  } finally {
    isEditing = false;
  }
}

async function page(command: string, text: string): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  isEditing = true;
  try {
    return await new Promise<boolean>((resolve) => {
      // Through the shell, because people write POSTERN_PAGER="less -R".
      const child = spawn('/bin/sh', ['-c', command], { stdio: ['pipe', 'inherit', 'inherit'] });
      child.once('error', () => resolve(false));
      // 126 and 127: the shell found nothing to start.
      child.once('exit', (code) => resolve(code !== 126 && code !== 127));
      // Whoever has read enough closes it.
      child.stdin.on('error', () => {});
      child.stdin.end(text);
    });
  } finally {
    isEditing = false;
  }
}

async function run(command: string, env: Readonly<Record<string, string>>): Promise<number> {
  const { spawn } = await import('node:child_process');
  return new Promise<number>((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', command], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

async function browseFrom(address: string): Promise<void> {
  const { browse } = await import('../files/browse.ts');
  try {
    await browse(address, process.env);
  } catch (error) {
    throw new CliProblem('FAILED', (error as Error).message, '', { cause: error });
  }
}
