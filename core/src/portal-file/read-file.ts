/** Reads the portal as a file: settings and visibility tests in YAML, with every fault named by its line. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { PosternError } from '../errors.ts';
import type { CheckedDocument } from '../portal-settings/settings-table.ts';
import { parseVisibilityTest, type VisibilityTest } from './visibility-tests.ts';

export interface FileProblem {
  line: number;
  message: string;
}

export interface PortalFile {
  /** Settings by their keys, as the file says them. */
  settings: Record<string, unknown>;
  /** Where each key stands. */
  lines: ReadonlyMap<string, number>;
  tests: VisibilityTest[];
}

/** The key under which the tests stand. */
export const testsKey = 'tests';

const mostTests = 1_000;

/** Never throws: what cannot be read is named, all of it at once. Whether the desk takes the values is asked later. */
export function readPortalFile(text: string): PortalFile & { problems: FileProblem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineOf = (node: { range?: Node['range'] } | null | undefined) =>
    counter.linePos(node?.range?.[0] ?? 0).line || 1;
  const problems: FileProblem[] = document.errors.map(({ message, pos }) => ({
    line: counter.linePos(pos[0]).line || 1,
    message: sentence(message),
  }));
  const settings: Record<string, unknown> = {};
  const lines = new Map<string, number>();
  const tests: VisibilityTest[] = [];
  const done = { settings, lines, tests, problems };
  if (problems.length > 0 || document.contents === null) return done;
  if (!isMap(document.contents)) {
    problems.push({
      line: lineOf(document.contents),
      message: 'The file must hold settings as "key: value".',
    });
    return done;
  }
  for (const { key, value } of (document.contents as YAMLMap<Scalar, Node | null>).items) {
    const line = lineOf(key);
    if (!isScalar(key) || typeof key.value !== 'string') {
      problems.push({ line, message: 'A key must be the name of a setting.' });
    } else if (key.value === testsKey) {
      readTests(value, { line, lineOf, tests, problems });
    } else {
      const read = plainValue(value);
      lines.set(key.value, line);
      if (read === undefined)
        problems.push({ line, message: `"${key.value}" must be one value, or a list of values.` });
      else Object.defineProperty(settings, key.value, { value: read, enumerable: true });
    }
  }
  return done;
}

/** Text, number, yes or no, nothing, or a list of texts; undefined for what is none of these. */
function plainValue(node: Node | null): unknown {
  if (node === null) return null;
  if (isScalar(node)) return isPlain(node.value) ? node.value : undefined;
  if (!isSeq(node)) return undefined;
  const values = node.items.map((item) => (isScalar(item) ? item.value : undefined));
  return values.every((value) => typeof value === 'string' || typeof value === 'number')
    ? values.map(String)
    : undefined;
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function readTests(
  node: Node | null,
  into: {
    line: number;
    lineOf(node: Node): number;
    tests: VisibilityTest[];
    problems: FileProblem[];
  },
): void {
  const { line, lineOf, tests, problems } = into;
  if (node === null || (isScalar(node) && node.value === null)) return;
  if (!isSeq(node) || isAlias(node)) {
    problems.push({ line, message: '"tests" must be a list, each item behind a "-".' });
    return;
  }
  if (node.items.length > mostTests)
    problems.push({ line, message: `At most ${mostTests.toLocaleString('en')} tests fit into a file.` });
  for (const item of node.items.slice(0, mostTests) as Node[]) {
    const at = lineOf(item);
    const test = parseVisibilityTest(isScalar(item) ? String(item.value) : '', at);
    if (test) tests.push(test);
    else {
      const message = 'A test reads "ADDRESS sees NUMBER" or "ADDRESS does not see NUMBER".';
      problems.push({ line: at, message });
    }
  }
}

function sentence(message: string): string {
  const text = message.split('\n')[0]?.trim() ?? '';
  return /[.?]$/.test(text) ? text : `${text}.`;
}

/** What the desk does not take of a file, by its lines. */
export function problemsOnLines(file: PortalFile, { problems }: CheckedDocument): FileProblem[] {
  return problems.map(({ key, message }) => ({ line: file.lines.get(key) ?? 1, message }));
}

/** Throws `BAD_INPUT` with every problem, in the order of the lines; nothing when there is none. */
export function requireNoProblems(problems: readonly FileProblem[]): void {
  if (problems.length === 0) return;
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  const count = sorted.length === 1 ? 'a problem' : `${sorted.length} problems`;
  throw new PosternError('BAD_INPUT', `The file has ${count}, so nothing of it was taken.`, {
    hint: sorted.map(({ line, message }) => `Line ${line}: ${message}`).join('\n'),
    problems: sorted,
  });
}
