/** How the database would answer a question, in its own words, and what of that is slow on a large desk. */
import type { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';

export interface DatabasePlan {
  engine: 'sqlite' | 'postgresql';
  steps: string[];
  warnings: string[];
}

/** Those that grow with every day; of the others the whole is a handful. */
const largeTables = [
  'Ticket',
  'Message',
  'Note',
  'Conversation',
  'Contact',
  'Organization',
  'Mention',
  'TicketTag',
  'PropertyValue',
  'Attachment',
];

/** Asks for the plan alone: nothing is read. */
export async function planOf(core: Core, question: Prisma.Sql): Promise<DatabasePlan> {
  const { engine } = core.db;
  const steps = engine === 'sqlite' ? await sqliteSteps(core, question) : await postgresSteps(core, question);
  const tables = tablesIn(question.sql);
  const warnings = steps.flatMap((step) => warningOf(step, tables) ?? []);
  return { engine, steps, warnings: [...new Set(warnings)] };
}

async function sqliteSteps(core: Core, question: Prisma.Sql): Promise<string[]> {
  type Step = { id: number | bigint; parent: number | bigint; detail: string };
  const rows = await core.db.read.$queryRaw<Step[]>`EXPLAIN QUERY PLAN ${question}`;
  const depths = new Map<number, number>();
  return rows.map(({ id, parent, detail }) => {
    const depth = (depths.get(Number(parent)) ?? -1) + 1;
    depths.set(Number(id), depth);
    return `${'  '.repeat(depth)}${detail}`;
  });
}

async function postgresSteps(core: Core, question: Prisma.Sql): Promise<string[]> {
  const rows = await core.db.read.$queryRaw<Record<'QUERY PLAN', string>[]>`EXPLAIN ${question}`;
  return rows.map((row) => row['QUERY PLAN']);
}

/** Both engines call a table by its short name in the question, where it has one. */
function tablesIn(sql: string): Map<string, string> {
  const found = sql.matchAll(/(?:FROM|JOIN)\s+"(\w+)"(?:\s+(?:AS\s+)?(\w+))?/g);
  return new Map([...found].map(([, table = '', alias]) => [alias ?? table, table]));
}

function warningOf(step: string, tables: ReadonlyMap<string, string>): string | null {
  const large = (name: string | undefined) => {
    const table = tables.get(name ?? '') ?? name ?? '';
    return largeTables.includes(table) ? table : null;
  };
  const [, walked, index] = /\bSCAN (\w+)(?: USING (?:COVERING )?INDEX (\S+))?/.exec(step) ?? [];
  const scanned = large(walked);
  if (scanned && index)
    return `Walks ${scanned} along ${index} until the page is full: slow where few of them match.`;
  const [, read] = /\bSeq Scan on "?(\w+)"?/.exec(step) ?? [];
  const whole = scanned ?? large(read);
  if (whole) return `Reads the whole table ${whole}: slow on a large desk.`;
  if (/USE TEMP B-TREE FOR ORDER BY|^\s*(?:->\s*)?Sort\b/.test(step))
    return 'Sorts all that matches before the first ticket is shown: slow where many match.';
  return null;
}
