/** A desk of one's own is made of what could be set later too, and of nothing else. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore, loadConfig } from '@postern/core';
import { openDb } from '@postern/prisma';
import { afterAll, expect, test } from 'vitest';
import { addAgent, endSecrets, initDesk } from './init-desk.ts';

const scratch = mkdtempSync(join(tmpdir(), 'postern init-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const wish = {
  name: 'Grace Ito',
  email: 'grace@support.example',
  title: 'Crate & Co. Help',
  slug: 'help',
  language: 'it',
};
const good = async () => 'four words are enough';

test.each<[what: string, change: Partial<typeof wish>, words: string]>([
  ['a name of nothing', { name: ' ' }, '"name" must have 1 to 200 characters.'],
  ['a name with an escape', { name: 'A\u001b[31m' }, '"name" must be one line of visible characters.'],
  ['an address without a host', { email: 'grace' }, '"email" must be an e-mail address such as'],
  ['no title', { title: '' }, '"title" must not be empty.'],
  ['a title that fits on no tab', { title: 'a'.repeat(61) }, '"title" is too long: it has 61 characters'],
  ['an address of the desk itself', { slug: 'trpc' }, '"slug" cannot be "trpc"'],
  ['a language without texts', { language: 'xx' }, '"language" must be one of en, '],
])('%s is refused before a password is asked for', async (_what, change, words) => {
  const data = join(scratch, 'refused');
  const never = async () => expect.unreachable();
  const made = initDesk(loadConfig({ POSTERN_DATA: data }), { ...wish, ...change }, never);
  await expect(made).rejects.toThrow(words);
  await expect(made).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(existsSync(data)).toBe(false);
});

test.each<[what: string, password: string, code: string]>([
  ['too short', 'nine char', 'PASSWORD_TOO_SHORT'],
  ['longer than any sign-in takes', 'x'.repeat(513), 'FIELD_INVALID'],
  ['one that is tried first', 'password123', 'FIELD_INVALID'],
  ['the title of the portal', 'crate & co. help', 'FIELD_INVALID'],
])(
  'a password that is %s is refused for the first agent and for later ones',
  async (_what, password, code) => {
    const refused = join(scratch, 'refused');
    const given = async () => password;
    await expect(initDesk(loadConfig({ POSTERN_DATA: refused }), wish, given)).rejects.toMatchObject({
      code,
    });
    expect(existsSync(refused)).toBe(false);

    const config = loadConfig({ POSTERN_DATA: join(scratch, code, String(password.length)) });
    await initDesk(config, wish, good);
    const later = { name: 'Io Berg', email: 'io@support.example' };
    await expect(addAgent(config, later, given)).rejects.toMatchObject({ code });
    await expect(addAgent(config, { ...later, name: '' }, good)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  },
);

test('what is kept is trimmed, and addresses are in lower case', async () => {
  const config = loadConfig({ POSTERN_DATA: join(scratch, 'kept') });
  const typed = { ...wish, name: ' Grace Ito ', email: ' Grace@Support.example', title: ' Help ' };
  expect(await initDesk(config, typed, good)).toEqual({ portalUrl: `${config.publicUrl}/help` });
  const added = await addAgent(config, { name: 'Io Berg ', email: 'IO@support.example' }, good);
  expect(added).toEqual({ name: 'Io Berg', email: 'io@support.example' });
  const db = await openDb(config.databaseUrl);
  const { read } = createCore({ config, db }).db;
  expect(
    await read.agent.findMany({ select: { name: true, email: true }, orderBy: { email: 'asc' } }),
  ).toEqual([{ name: 'Grace Ito', email: 'grace@support.example' }, added]);
  expect(await read.portal.findMany({ select: { title: true } })).toEqual([{ title: 'Help' }]);
  await db.close();
});

test('where there is no desk, no agent is added and nothing is ended; init still makes one', async () => {
  const config = loadConfig({ POSTERN_DATA: join(scratch, 'nothing') });
  const none = 'There is no desk here yet. Make one with: npx postern-server init';
  await expect(addAgent(config, { name: 'Io', email: 'io@support.example' }, good)).rejects.toThrow(none);
  await expect(endSecrets(config)).rejects.toThrow(none);
  await initDesk(config, wish, good);
  expect(await endSecrets(config)).toMatchObject({ signIns: 0, customers: 0 });
});
