/** Plays golden runs and writes down what was typed and what came back, with all that is never twice the same masked. */
import { expect } from 'vitest';
import { verbSchemas } from '../../schemas/schemas.ts';
import { verbs } from '../../verbs.ts';
import type { Outcome, TestDesk } from '../desk.ts';
import { faultsBySchema } from '../schema-check.ts';
import { type GoldenFile, type Run, wordsOf } from './runs.ts';

/** The verb that a line calls: the longest whose words it begins with. */
export function verbOf(line: string): string {
  const words = wordsOf(line);
  const fitting = verbs.filter(({ path }) => path.length > 0 && path.every((word, at) => words[at] === word));
  return fitting.sort((a, b) => b.path.length - a.path.length)[0]?.name ?? '';
}

/** Plays all of them. Throws with every run that does not end as it must, or prints what its schema forbids. */
export async function transcriptOf(desk: TestDesk, file: GoldenFile): Promise<string> {
  await file.arrange?.(desk);
  const kept = new Map<string, string>([
    ['home', desk.home],
    ['url', desk.url],
  ]);
  const parts: string[] = [];
  const faults: string[] = [];
  for (const run of file.runs) {
    try {
      parts.push(await play(desk, run, kept));
    } catch (error) {
      faults.push(`${run.line}\n${(error as Error).message}`);
    }
  }
  if (faults.length > 0) expect.fail(faults.join('\n\n'));
  return parts.join('\n');
}

async function play(desk: TestDesk, run: Run, kept: Map<string, string>): Promise<string> {
  await run.before?.(desk);
  // What happens one after the other has an order then.
  desk.world.pass(1_000);
  const line = run.line.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole);
  const around = { stdin: run.stdin ?? '', env: { NO_COLOR: '1' } };
  const nobody = { ...around, env: { ...around.env, POSTERN_URL: desk.url } };
  const postern = (argv: string[]) =>
    run.isNobody ? desk.posternAsNobody(argv, nobody) : desk.postern(argv, around);
  const printsItems =
    run.exit === 0 && isJson(run) && !line.includes('--fields') && verbOf(line) in verbSchemas;
  const fields = printsItems
    ? fieldsIn(await postern([...wordsOf(line), '--fields', 'no-such-field']))
    : null;
  const outcome = await postern(wordsOf(line));
  if (outcome.exit !== run.exit) throw new Error(`must end with ${run.exit}:\n${written(run, outcome)}`);
  checkStreams(run, outcome);
  if (isJson(run)) checkDocument(run, outcome);
  if (fields) checkFields(fields, JSON.parse(outcome.stdout));
  if (run.keep) {
    const [name, pattern] = run.keep;
    const [, value] = pattern.exec(outcome.stdout) ?? [];
    if (value === undefined) throw new Error(`prints nothing like ${pattern}:\n${outcome.stdout}`);
    kept.set(name, value);
  }
  return masked(desk, kept, written(run, outcome));
}

function isJson({ line }: Run): boolean {
  return wordsOf(line).includes('--json');
}

/** The fields that a verb names when it is asked for another one, which it must be before it does anything. */
function fieldsIn({ exit, stderr }: Outcome): string[] {
  const hint = exit === 2 ? /Fields are ([^"]+)"/.exec(stderr)?.[1] : undefined;
  if (hint === undefined) throw new Error(`does not refuse a field that it does not have:\n${stderr}`);
  return hint.split(', ');
}

/** What a document has, `--fields` can name. */
function checkFields(fields: readonly string[], document: { items?: object[] }): void {
  const isPage = Array.isArray(document.items) && !fields.includes('items') && 'nextCursor' in document;
  const keys = (isPage ? (document.items ?? []) : [document]).flatMap((item) => Object.keys(item));
  const unknown = keys.filter((key) => !fields.includes(key));
  require(unknown.length === 0, `--fields does not know ${unknown.join(', ')}`, fields.join(', '));
}

/** Data on stdout, words on stderr, and nothing that a terminal would act on. */
function checkStreams({ line, exit, isPartial }: Run, { stdout, stderr }: Outcome): void {
  const isDocument = wordsOf(line).includes('--json');
  const isRefused = exit !== 0 && !isPartial;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  require(!/[\x00-\x08\x0b-\x1f\x7f]/.test(stdout + stderr), 'a control character', stdout + stderr);
  require(stdout === '' || stdout.endsWith('\n'), 'no line break at the end of stdout', stdout);
  require(!isRefused || stdout === '', 'data on stdout although it was refused', stdout);
  require(!isRefused || isDocument || stderr.startsWith('error: '), 'no error on stderr', stderr);
  require(!isDocument || exit !== 0 || stderr === '', 'words on stderr beside JSON', stderr);
}

function checkDocument({ line, exit, isPartial }: Run, { stdout, stderr }: Outcome): void {
  const faults = [
    ...(exit === 0 || isPartial ? faultsBySchema(verbOf(line), JSON.parse(stdout)) : []),
    ...(exit === 0 ? [] : stderr.split('\n').filter(Boolean)).flatMap((each) =>
      faultsBySchema('error', JSON.parse(each)),
    ),
  ];
  require(faults.length === 0, faults.join('\n'), stdout + stderr);
}

function require(holds: boolean, fault: string, printed: string): void {
  if (!holds) throw new Error(`${fault}:\n${printed}`);
}

function written({ line, stdin, isLong }: Run, { stdout, stderr, exit }: Outcome): string {
  const typed = stdin === undefined ? '' : stdin.replaceAll(/^(?=.)/gm, '< ');
  const lines = [
    `$ postern ${line}\n`,
    typed && (typed.endsWith('\n') ? typed : `${typed}\n`),
    isLong ? `${stdout.split('\n')[0]}\n…\n` : stdout,
    stderr.replaceAll(/^(?=.)/gm, '! '),
    exit === 0 ? '' : `exit ${exit}\n`,
  ];
  return lines.join('');
}

/** What another run would print in another way. */
function masked(desk: TestDesk, kept: ReadonlyMap<string, string>, text: string): string {
  const known = [...kept].filter(([name]) => name !== 'home' && name !== 'url');
  return known
    .reduce((masking, [name, value]) => masking.replaceAll(value, `{${name}}`), text)
    .replaceAll(desk.home, '~')
    .replaceAll(desk.url, 'http://DESK')
    .replaceAll(/\b([a-z]{2,4})_[\w-]{10,}/g, '$1_…')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'UUID')
    .replaceAll(/("hash":|"requestId":)"[^"]+"/g, '$1"…"')
    .replaceAll(/("nextCursor":|--cursor )"?(?!null)[^\s"}]+"?/g, '$1…')
    .replaceAll(/(--request-id )\S+/g, '$1…');
}
