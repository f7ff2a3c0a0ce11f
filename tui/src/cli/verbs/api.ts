/** `postern api`: any procedure of the desk, by its name, for what no verb does. */
import type { Args } from '../flags.ts';
import { readAll } from '../io.ts';
import { jsonText } from '../json-text.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

// A request of more than 4 MB is refused before anybody reads what it is.
const longestInputBytes = 3 * 1024 * 1024;

interface Procedure {
  query(input: unknown): Promise<unknown>;
  mutate(input: unknown): Promise<unknown>;
}

/** Prints the answer as one JSON document, or with `--jsonl` an item a line. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const name = args.procedure as string;
  if (!/^[A-Za-z]+(\.[A-Za-z]+)+$/.test(name))
    throw usageProblem(
      `"${name}" is not the name of a procedure.`,
      'Write it like: postern api tickets.list',
    );
  const input = await inputFrom(session, args);
  const answer = await call(await procedureNamed(session, name), input);
  const { stdout } = session.io;
  const items = session.format === 'jsonl' && (answer as { items?: unknown } | null)?.items;
  if (Array.isArray(items)) for (const item of items) stdout.write(`${jsonText(item)}\n`);
  else stdout.write(`${jsonText(answer, session.format !== 'jsonl' && session.io.isTerminal.stdout)}\n`);
}

async function procedureNamed(session: Session, name: string): Promise<Procedure> {
  let at: unknown = await session.client();
  for (const part of name.split('.')) at = (at as Record<string, unknown>)[part];
  return at as Procedure;
}

/** The desk knows whether a procedure reads or changes; it refuses the wrong way of asking (405) before it acts. */
async function call(procedure: Procedure, input: unknown): Promise<unknown> {
  try {
    return await procedure.query(input);
  } catch (error) {
    if ((error as { data?: { httpStatus?: number } }).data?.httpStatus !== 405) throw error;
    return procedure.mutate(input);
  }
}

async function inputFrom(session: Session, args: Args): Promise<unknown> {
  const text = args.input === '-' ? await readAll(session.io.stdin, longestInputBytes) : args.input;
  if (text === undefined || text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageProblem(
      `--input is not JSON: ${(error as Error).message}`,
      `For example: --input '{"ticket":1042}'`,
    );
  }
}
