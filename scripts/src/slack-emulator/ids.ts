/** Identifiers that look like Slack's: a letter and capitals for objects, seconds and six decimals for messages. */
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A new object id such as `V0K3J9Q2M7X`; the prefix is Slack's letter for the kind of object. */
export function slackId(prefix: string): string {
  let id = prefix;
  for (const byte of randomBytes(10)) id += alphabet[byte % alphabet.length];
  return id;
}

/** The first 6-decimal timestamp at `nowMs` that is later than `after`; Slack's are unique within a channel. */
export function nextTs(nowMs: number, after: string | null): string {
  const wanted = BigInt(Math.floor(nowMs)) * 1000n;
  const floor = after === null ? 0n : tsMicros(after) + 1n;
  const micros = wanted > floor ? wanted : floor;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')}`;
}

/** A timestamp as whole microseconds, so that two of them compare exactly. Accepts `12`, `12.5` and `12.000500`. */
export function tsMicros(ts: string): bigint {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds || '0') * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6) || '0');
}

/** True for a value Slack would take as a message timestamp. */
export function isTs(value: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(value);
}
