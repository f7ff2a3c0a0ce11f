/** The manifest people paste into a real workspace asks for exactly what the bot uses. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { eventScopes } from './events.ts';
import { defaultManifestFile, readManifest } from './index.ts';
import { methodTable } from './method-table.ts';

/** What the bot may call; more needs more scopes, and so a reason. */
const botMethods = [
  'auth.test',
  'bots.info',
  'chat.delete',
  'chat.getPermalink',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.info',
  'conversations.list',
  'conversations.members',
  'conversations.replies',
  'users.info',
  'users.list',
  'users.lookupByEmail',
  'views.open',
  'views.update',
];

const manifest = readManifest(defaultManifestFile);

test('every method of the bot gets by with the scopes of the manifest', () => {
  for (const method of botMethods) {
    for (const scope of methodTable[method]!.scopes) expect(manifest.scopes, method).toContain(scope);
  }
});

test('every event of the manifest is one the emulator sends, and its scopes are there', () => {
  for (const event of manifest.events) {
    expect(Object.keys(eventScopes)).toContain(event);
    for (const scope of eventScopes[event]!) expect(manifest.scopes, event).toContain(scope);
  }
});

test('no scope is asked for that nothing needs', () => {
  const needed = new Set([
    ...botMethods.flatMap((method) => methodTable[method]!.scopes),
    ...manifest.events.flatMap((event) => eventScopes[event]!),
  ]);
  expect([...manifest.scopes].sort()).toEqual([...needed].sort());
});

test('Socket Mode and interactivity are on', () => {
  expect(manifest).toMatchObject({ isSocketMode: true, isInteractive: true, botName: 'Postern' });
});

test('the bot calls no method beyond those', () => {
  const slackbot = fileURLToPath(new URL('../../../slackbot/', import.meta.url));
  const source = globSync('src/**/*.ts', { cwd: slackbot })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${slackbot}${file}`, 'utf8'))
    .join('\n');
  const names = 'apps|auth|bots|chat|conversations|files|reactions|team|users|views';
  const called = [...source.matchAll(new RegExp(`\\b(?:${names})\\.[a-zA-Z]+(?=\\()`, 'g'))]
    .map(([method]) => method)
    .filter((method) => Object.hasOwn(methodTable, method));
  expect(botMethods).toEqual(expect.arrayContaining(called));
});

test('a file that is no manifest is refused with its name', () => {
  expect(() => readManifest('/nowhere/manifest.json')).toThrow('/nowhere/manifest.json cannot be read');
});
