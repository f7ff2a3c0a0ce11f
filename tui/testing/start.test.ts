/** What stands between the command and its first frame: no client, no network, no framework. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const tui = join(import.meta.dirname, '..');
const dist = join(tui, 'dist');

/** The chunks that are loaded with this one, itself included. */
function loadedWith(chunk: string, known = new Set<string>()): Set<string> {
  if (known.has(chunk)) return known;
  known.add(chunk);
  for (const [, name] of textOf(chunk).matchAll(/^(?:import|export) .*?from "\.\/([^"]+)"/gm))
    loadedWith(name as string, known);
  return known;
}

/** Everything that the program may ever load, without what npm installs beside it. */
function loadedEver(chunk: string, known = new Set<string>()): Set<string> {
  if (known.has(chunk)) return known;
  known.add(chunk);
  for (const [, name] of textOf(chunk).matchAll(/(?:from|import\() ?"\.\/([^"]+\.js)"/g))
    loadedEver(name as string, known);
  return known;
}

function textOf(chunk: string): string {
  return readFileSync(join(dist, chunk), 'utf8');
}

/** The chunk that `from` loads later, by the name of its source. */
function laterIn(from: Iterable<string>, name: string): string {
  for (const chunk of from) {
    const found = new RegExp(`import\\("\\./(${name}-[^"]+)"\\)`).exec(textOf(chunk))?.[1];
    if (found) return found;
  }
  throw new Error(`Nobody loads ${name}.`);
}

test('the first frame loads neither the client nor React, and the rest loads no React either', () => {
  // Builds when the sources changed.
  execFileSync(process.execPath, [join(tui, 'bin/postern.mjs'), '--version'], { stdio: 'ignore' });
  const program = loadedWith('postern.js');
  const verb = loadedWith(laterIn(program, 'inbox'));
  const first = loadedWith(laterIn(verb, 'open-inbox'));
  const rest = loadedWith(laterIn(first, 'run-inbox'));
  const before = [...new Set([...program, ...verb, ...first])];
  const textBefore = before.map(textOf).join('\n');
  for (const word of ['createTRPCClient', 'EventSource', 'react-reconciler', 'yargs'])
    expect(textBefore).not.toContain(word);
  expect([...rest].map(textOf).join('\n')).toContain('createTRPCClient');
  const bytes = before.reduce((sum, chunk) => sum + Buffer.byteLength(textOf(chunk)), 0);
  expect(bytes).toBeLessThan(400_000);
  for (const chunk of rest) expect(textOf(chunk)).not.toContain('react-reconciler');
}, 90_000);

test('the whole program weighs a megabyte and a half at most', () => {
  const all = [...loadedEver('postern.js')];
  const bytes = all.reduce((sum, chunk) => sum + Buffer.byteLength(textOf(chunk)), 0);
  expect(all.length).toBeGreaterThan(100);
  expect(bytes).toBeLessThan(1.5 * 2 ** 20);
});
