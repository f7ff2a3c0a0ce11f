/** E-mail addresses that another program pipes in. */
import { usageProblem } from './problem.ts';

/**
 * Out of a list document (`items[].email`), an array, JSON lines, or lines whose first column is the address, as
 * `postern contact list` prints them; of a line of addresses alone each of them. Each once. Throws a usage problem for
 * JSON without addresses.
 */
export function pipedEmails(text: string): string[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const whole = /^[[{]/.test(trimmed) ? parsed(trimmed) : undefined;
  const emails =
    whole !== undefined
      ? emailsIn(whole)
      : trimmed
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '')
          .flatMap((line) => (line.startsWith('{') ? emailsIn(parsed(line)) : emailsOfLine(line)));
  return [...new Set(emails)];
}

function emailsOfLine(line: string): string[] {
  const cells = line.split(/[\s,;]+/).filter((cell) => cell !== '');
  return cells.every((cell) => cell.includes('@')) ? cells : cells.slice(0, 1);
}

function emailsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(emailsIn);
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) {
    if ('items' in value) return emailsIn(value.items);
    if ('email' in value) return emailsIn(value.email);
  }
  throw usageProblem(
    'What came in on stdin names no e-mail addresses.',
    'For example: postern contact list --json | postern list add NAME -',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
