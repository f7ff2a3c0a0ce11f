/** Golden runs: what is typed, one after the other on one desk, and how each must end. */
import type { TestDesk } from '../desk.ts';

export interface Run {
  /** What is typed behind `postern`, as in a shell; `{name}` stands for what an earlier run kept. */
  line: string;
  /** The exit code that it must end with. */
  exit: number;
  stdin?: string;
  /** Keeps the first group of this pattern in stdout under this name. */
  keep?: readonly [name: string, pattern: RegExp];
  /** Whether it prints data although something went wrong. */
  isPartial?: boolean;
  /** What happens to the desk before it. */
  before?: (desk: TestDesk) => Promise<unknown>;
  /** Prints much that other tests look at: the transcript has its first line. */
  isLong?: boolean;
  /** Without anybody signed in. */
  isNobody?: boolean;
}

export interface GoldenFile {
  /** The name of the transcript. */
  name: string;
  arrange?: (desk: TestDesk) => Promise<unknown>;
  runs: readonly Run[];
}

type More = Omit<Run, 'line' | 'exit'>;

/** In a pipe it ends with 0. */
export const works = (line: string, more: More = {}): Run => ({ line, exit: 0, ...more });

/** As text and as JSON, one after the other, where doing it twice changes nothing. */
export const twice = (line: string, more: More = {}): Run[] => [
  works(line, more),
  works(`${line} --json`, more),
];

/** It is refused with this exit code. */
export const fails = (exit: number, line: string, more: More = {}): Run => ({ line, exit, ...more });

/** The words of a line, as a shell would read them: blanks part them unless in double quotes. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}
