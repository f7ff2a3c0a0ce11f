/** How often somebody may be wrong before signing in is refused for a while. */
import { isIPv6 } from 'node:net';
import type { Core } from '../context.ts';
import { createTryLimit, type TryLimit } from './try-limit.ts';

const minuteMs = 60_000;

interface Limits {
  /** Of one account from one address: a stranger elsewhere keeps nobody out of their own account. */
  pair: TryLimit;
  address: TryLimit;
  /** Of one account from wherever: so high that only a flood from many addresses reaches it. */
  account: TryLimit;
}

const kept = new WeakMap<Core, Limits>();

function limitsOf(core: Core): Limits {
  const known = kept.get(core) ?? {
    pair: createTryLimit(core.clock, { most: 10, withinMs: 15 * minuteMs }),
    address: createTryLimit(core.clock, { most: 100, withinMs: 60 * minuteMs }),
    account: createTryLimit(core.clock, { most: 300, withinMs: 60 * minuteMs }),
  };
  kept.set(core, known);
  return known;
}

/**
 * Counts one try at `account` from `address`, and answers what to call when it was right. Throws `TOO_MANY_TRIES`,
 * alike for accounts that do not exist. Without a known address all of an account's tries count together.
 */
export function beginTry(core: Core, who: { account: string; address: string | null }): () => void {
  const limits = limitsOf(core);
  const network = who.address && networkOf(who.address);
  const pairKey = `${who.account} ${network ?? ''}`;
  const counted: [TryLimit, string][] = [
    [limits.pair, pairKey],
    [limits.account, who.account],
    // Behind a proxy on this machine everybody comes from here: one guesser would shut everybody out.
    ...(network && !isLoopback(network) ? [[limits.address, network] as [TryLimit, string]] : []),
  ];
  for (const [limit, key] of counted) limit.require(key);
  for (const [limit, key] of counted) limit.count(key);
  return () => {
    for (const [limit, key] of counted) limit.takeBack(key);
    limits.pair.forget(pairKey);
  };
}

/** What counts as one place: the address; of IPv6 the first half, because one household has all of the second. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(plain) || isLoopback(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const begin = head === '' ? [] : head.split(':');
  const end = tail ? tail.split(':') : [];
  const gap = tail === undefined ? [] : Array(Math.max(0, 8 - begin.length - end.length)).fill('0');
  return [...begin, ...gap, ...end]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Whether it is this machine, as for everybody who comes through a proxy on it. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
