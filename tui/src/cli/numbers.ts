/** Numbers that people type: of tickets, and after flags; and numbers that another program pipes in. */
import type { Args } from './flags.ts';
import { readAll } from './io.ts';
import { usageProblem } from './problem.ts';
import type { Session } from './session.ts';

/** What the desk takes for a ticket: its number, or its id. */
export type TicketRef = number | string;

/** `1042`, `#1042` or `tkt_…`. Throws a usage problem for anything else. */
export function ticketRef(text: string): TicketRef {
  if (/^tkt_[0-9a-z]{1,60}$/.test(text)) return text;
  const number = Number(/^#?(\d{1,10})$/.exec(text)?.[1]);
  if (Number.isInteger(number) && number > 0 && number <= 2_147_483_647) return number;
  throw usageProblem(
    `"${text}" is not the number of a ticket.`,
    'Write it like 1042. See: postern ticket list',
  );
}

/** A ticket as people call it: `#1042`, or its id where that is all there is. */
export function shownTicket(ref: TicketRef): string {
  return typeof ref === 'number' ? `#${ref}` : ref;
}

/** A whole number after a flag, at least `least`. Throws a usage problem. */
export function wholeNumber(flag: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least) return number;
  throw usageProblem(`--${flag} takes a whole number from ${least}, not "${text}".`);
}

/** What `--if-version` asks for, as part of a wish; nothing where it was not given. */
export function ifVersionOf(args: Args): { ifVersion?: number } {
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  return ifVersion === undefined ? {} : { ifVersion };
}

/** The tickets that were named: one, or with `-` those on stdin, each once, in their order. */
export async function namedTickets(session: Session, text: string): Promise<TicketRef[]> {
  if (text !== '-') return [ticketRef(text)];
  const refs = pipedTickets(await readAll(session.io.stdin));
  if (refs.length === 0) await session.say('No ticket number came in, so there is nothing to do.');
  return refs;
}

/**
 * Numbers out of what a pipe brings: a list document (`items[].number`), an array, JSON lines, or lines whose first
 * column is the number, as `postern ticket list` prints them; of a line of numbers alone each of them. Throws a usage
 * problem for anything else.
 */
export function pipedTickets(text: string): TicketRef[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const whole = /^[[{]/.test(trimmed) ? parsed(trimmed) : undefined;
  const refs =
    whole !== undefined
      ? refsIn(whole)
      : trimmed
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '')
          .flatMap((line) => (line.startsWith('{') ? refsIn(parsed(line)) : refsOfLine(line)));
  return [...new Set(refs)];
}

function refsOfLine(line: string): TicketRef[] {
  const cells = line.split(line.includes('\t') ? '\t' : /\s+/);
  const areAllNumbers = !line.includes('\t') && cells.every((cell) => /^#?\d+$|^tkt_/.test(cell));
  return (areAllNumbers ? cells : cells.slice(0, 1)).map(ticketRef);
}

function refsIn(value: unknown): TicketRef[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value === 'number' || typeof value === 'string') return [ticketRef(String(value))];
  if (typeof value === 'object' && value !== null) {
    if ('items' in value) return refsIn(value.items);
    if ('number' in value) return refsIn(value.number);
    if ('ticket' in value) return refsIn(value.ticket);
  }
  throw usageProblem(
    'What came in on stdin names no tickets.',
    'For example: postern ticket list --json | postern ticket view -',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A message by its id, or by its place in the thread. */
export function messageRef(text: string): number | string {
  if (/^msg_[0-9a-z]{1,60}$/.test(text)) return text;
  const place = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (place > 0) return place;
  throw usageProblem(
    `"${text}" is no message.`,
    'Give its place in the thread, such as 3, or its id: postern ticket view N --json',
  );
}
