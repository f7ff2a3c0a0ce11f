/** The manifest people paste into a real workspace asks for exactly what the bot uses. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sentEvents } from './events.ts';
import { defaultManifestFile, readManifest } from './index.ts';
import { eventScopes, methodTable } from './method-table.ts';

const manifest = readManifest(defaultManifestFile);

/** The methods named in the bot's source, as calls or as text. */
const botMethods = (() => {
  const slackbot = fileURLToPath(new URL('../../../slackbot/', import.meta.url));
  const source = globSync('src/**/*.ts', { cwd: slackbot })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${slackbot}${file}`, 'utf8'))
    .join('\n');
  return Object.keys(methodTable).filter(
    (method) => source.includes(`.${method}(`) || source.includes(`'${method}'`),
  );
})();

const isEnough = (scopes: readonly string[]) =>
  scopes.length === 0 || scopes.some((scope) => manifest.scopes.includes(scope));

test('every method the bot calls gets by with the scopes of the manifest', () => {
  expect(botMethods).toContain('chat.postMessage');
  expect(botMethods.filter((method) => !isEnough(methodTable[method]!.scopes))).toEqual([]);
});

test('every event of the manifest is one the emulator sends, and its scopes are there', () => {
  expect(manifest.events.filter((event) => !sentEvents.includes(event))).toEqual([]);
  expect(manifest.events.filter((event) => !isEnough(eventScopes[event]!))).toEqual([]);
});

test('no scope is asked for that nothing needs', () => {
  const hasEntryPoints = manifest.commands.length + manifest.shortcuts.length > 0;
  const needed = new Set([
    ...botMethods.flatMap((method) => methodTable[method]!.scopes),
    ...manifest.events.flatMap((event) => eventScopes[event]!),
    ...(hasEntryPoints ? ['commands'] : []),
    // The address shows in what `users.info` answers.
    ...(botMethods.includes('users.info') ? ['users:read.email'] : []),
  ]);
  expect(manifest.scopes.filter((scope) => !needed.has(scope))).toEqual([]);
});

test('Socket Mode and interactivity are on', () => {
  expect(manifest).toMatchObject({ isSocketMode: true, isInteractive: true, botName: 'Postern' });
});

test('a file that is no manifest is refused with its name', () => {
  expect(() => readManifest('/nowhere/manifest.json')).toThrow('/nowhere/manifest.json cannot be read');
});
