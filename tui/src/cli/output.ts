/** Data on stdout: one JSON document, JSON lines, tab-separated columns, or a table for people. */
import { displayText, nearest } from '@postern/core/client';
import type { Args } from './flags.ts';
import { jsonText } from './json-text.ts';
import { usageProblem } from './problem.ts';
import type { Session } from './session.ts';

export type Data = Readonly<Record<string, unknown>>;

/** How things of one kind are printed. */
export interface Shape {
  /** Every field there is: what `--fields` may name, and all that programs get. */
  fields: readonly string[];
  /** The columns in a pipe, unless `--fields` says others. */
  columns: readonly string[];
  /** What stands before the columns where rows of other kinds follow them. */
  kind?: string;
  /** How a value is written in a column where it is not written as it is. */
  cell?: (value: unknown) => unknown;
  /** Rows that follow the columns in a pipe, when `--fields` does not say others. */
  rows?: (item: Data) => string;
  /** For people at a terminal; without it the columns are printed there too. */
  table?: (items: readonly Data[]) => Promise<string> | string;
}

/** The fields that `--fields` names, or null. Throws a usage problem naming the nearest one. Call it before the desk. */
export function chosenFields(args: Args, known: readonly string[]): string[] | null {
  if (args.fields === undefined) return null;
  const names = args.fields.split(',').map((name) => name.trim());
  for (const name of names) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    throw usageProblem(
      `There is no field "${name}".${guess ? ` Did you mean "${guess}"?` : ''}`,
      `Fields are ${known.join(', ')}`,
    );
  }
  return names;
}

/** Prints a list; with `--json` as `{"items":[…],"nextCursor":…}`. */
export async function printList(
  session: Session,
  args: Args,
  list: { items: readonly object[]; nextCursor: string | null; shape: Shape },
): Promise<void> {
  const { items, nextCursor, shape } = list;
  if (session.format === 'json') {
    const fields = chosenFields(args, shape.fields) ?? shape.fields;
    writeJson(session, { items: items.map((item) => pick(item as Data, fields)), nextCursor });
    return;
  }
  await printItems(session, args, items as readonly Data[], shape);
  if (nextCursor !== null) await session.say(`There are more. The next page: --cursor ${nextCursor}`);
}

/** Prints one thing: its document, its line, or its table. */
export async function printOne(session: Session, args: Args, item: object, shape: Shape): Promise<void> {
  if (session.format === 'json') {
    const fields = chosenFields(args, shape.fields) ?? shape.fields;
    writeJson(session, pick(item as Data, fields));
  } else await printItems(session, args, [item as Data], shape);
}

async function printItems(session: Session, args: Args, items: readonly Data[], shape: Shape): Promise<void> {
  const { stdout } = session.io;
  const fields = chosenFields(args, shape.fields);
  if (session.format === 'jsonl') {
    for (const item of items) stdout.write(`${jsonText(pick(item, fields ?? shape.fields))}\n`);
  } else if (session.format === 'table' && shape.table && !fields) {
    stdout.write(await shape.table(items));
  } else {
    const first = shape.kind !== undefined && !fields ? [shape.kind] : [];
    const { cell = (value: unknown) => value } = shape;
    for (const item of items) {
      stdout.write(columnsOf([...first, ...(fields ?? shape.columns).map((name) => cell(item[name]))]));
      if (shape.rows && !fields && session.format === 'columns') stdout.write(shape.rows(item));
    }
  }
}

/** One line of tab-separated cells. */
export function columnsOf(values: readonly unknown[]): string {
  return `${values.map(cellText).join('\t')}\n`;
}

function writeJson(session: Session, value: unknown): void {
  session.io.stdout.write(`${jsonText(value, session.io.isTerminal.stdout)}\n`);
}

// Whatever else the desk tells stays out: what programs read is what `--fields` may name.
function pick(item: Data, fields: readonly string[]): Data {
  return Object.fromEntries(fields.map((name) => [name, item[name]]));
}

/** A value in a column: a person by the address, a list by its parts, nothing as nothing. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellText).join(',');
  if (typeof value === 'object') {
    const { email, name } = value as { email?: unknown; name?: unknown };
    return email !== undefined || name !== undefined
      ? displayText(String(email ?? name))
      : displayText(jsonText(value));
  }
  return displayText(String(value));
}
