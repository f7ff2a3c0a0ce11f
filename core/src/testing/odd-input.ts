/** Input that nobody would send on purpose: odd values in place of the right ones, at any procedure. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { z } from 'zod';
import type { PosternClient } from '../client.ts';
import { callByPath, outcomeOf, procedures } from './example-calls.ts';
import type { World } from './world.ts';

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '\0',
    '\ud800',
    '__proto__',
    'constructor',
    "' OR 1=1 --",
    '"',
    '%',
    '🙂',
    'x'.repeat(5_000),
  ),
  fc.constantFrom(
    'is:open',
    'me',
    'none',
    'support',
    'Support',
    'tkt_0',
    '9999999999',
    '2026-11-03',
    '\u001b[2J',
  ),
);
const oddNumber = fc.constantFrom(
  0,
  -1,
  1,
  1001,
  0.1,
  200,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  -0,
);
const oddValue = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom(null, true, false, undefined),
  fc.array(fc.oneof(oddText, oddNumber), { maxLength: 3 }),
  fc.dictionary(oddText, oddText, { maxKeys: 2 }),
);

type Change = { key: number; value: unknown; how: 'replace' | 'remove' | 'add' };

const change: fc.Arbitrary<Change> = fc.record({
  key: fc.nat(8),
  value: oddValue,
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add' as const),
});

function changed(input: unknown, changes: Change[], whole: unknown): unknown {
  if (input === undefined || changes.length === 0) return whole;
  const copy: Record<string, unknown> = { ...(input as object) };
  for (const { key, value, how } of changes) {
    const name = Object.keys(copy)[key % Math.max(1, Object.keys(copy).length)] ?? 'ticket';
    if (how === 'remove') delete copy[name];
    else copy[how === 'add' ? `x${key}` : name] = value;
  }
  return copy;
}

/** Calls random procedures with random input and expects a refusal or an answer, never a failure of the desk. */
export async function sendOddInput(
  inputs: Record<string, unknown>,
  options: { world: World; runs: number; clientFor: (path: string) => PosternClient },
): Promise<void> {
  const paths = fc.constantFrom(...Object.keys(procedures).filter((path) => !path.endsWith('.signOut')));
  await fc.assert(
    fc.asyncProperty(paths, fc.array(change, { maxLength: 2 }), oddValue, async (path, changes, whole) => {
      const input = changed(inputs[path], changes, whole);
      const [parser] = procedures[path]?._def.inputs ?? [];
      // What a schema lets through is checked further in; what it refuses needs only one look here.
      const isTaken = (parser as z.ZodType | undefined)?.safeParse(input).success ?? true;
      // A settings call before this one may have shut the customer out, and then nobody looks at what it sends.
      if (path.startsWith('portal.')) await letCustomersIn(options.world);
      const { code, text } = await outcomeOf(callByPath(options.clientFor(path), path, input));
      expect(['INTERNAL', 'UNREACHABLE'], `${path} ${JSON.stringify(input)}: ${text}`).not.toContain(code);
      if (!isTaken) expect(code).toBe('BAD_INPUT');
    }),
    { numRuns: options.runs },
  );
}

/** Everybody may come in again, whatever was set before. */
async function letCustomersIn(world: World): Promise<void> {
  await world.inTransaction(async ({ tx }) => {
    await tx.portal.updateMany({ data: { enabled: true, audience: 'ALL', filter: { and: [] } } });
    await tx.domain.updateMany({ data: { consentText: null, consentLabel: null } });
    await tx.contact.updateMany({ data: { blockedAt: null } });
  });
}
