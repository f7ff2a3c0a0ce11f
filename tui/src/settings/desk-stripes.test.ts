/** Which desk goes by which name and colour: never two alike while there are colours left, and none for a single desk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { stripeColors, stripesFor } from '../text/stripes.ts';
import { deskSign } from './desk-stripes.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(config?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'postern-stripes-'));
  folders.push(folder);
  if (config !== undefined) writeFileSync(join(folder, 'config.toml'), config);
  return folder;
}

type Desk = [name: string, profile: { url: string }];
const acme: Desk = ['acme', { url: 'https://desk.acme.example' }];
const globex: Desk = ['globex', { url: 'https://desk.globex.example' }];
const here = { url: acme[1].url, profile: 'acme' };

test('a single desk has a name and no stripe; the unnamed one goes by its host', async () => {
  expect(await deskSign(folderWith(), new Map([acme]), here)).toEqual({
    ...{ name: 'acme', stripe: null, problems: [] },
  });
  expect(
    await deskSign(folderWith(), new Map([['default', acme[1]]]), { ...here, profile: 'default' }),
  ).toMatchObject({ name: 'desk.acme.example', stripe: null });
});

test('several desks have a colour each, which stays when one is added', async () => {
  const folder = folderWith();
  const both = new Map([acme, globex]);
  const first = await deskSign(folder, both, here);
  const second = await deskSign(folder, both, { url: globex[1].url, profile: 'globex' });
  expect(first.stripe).not.toBeNull();
  expect(second.stripe).not.toBe(first.stripe);
  const three = new Map([...both, ['initech', { url: 'https://initech.example' }]]);
  expect((await deskSign(folder, three, here)).stripe).toBe(first.stripe);

  const names = Array.from({ length: 9 }, (_, index) => `desk${index}`);
  const stripes = [...stripesFor(names, new Map()).values()];
  expect(new Set(stripes.slice(0, stripeColors.length)).size).toBe(stripeColors.length);
  expect(stripes).toHaveLength(9);
});

test('config.toml chooses a colour; what is none is told and the usual one stays', async () => {
  const folder = folderWith('[terminal]\ntheme = "dark"\n[stripes]\nacme = "blue"\nglobex = "pink"\n');
  const both = new Map([acme, globex]);
  const sign = await deskSign(folder, both, here);
  expect(sign.stripe).toBe('blue');
  expect(sign.problems).toEqual([
    `${join(folder, 'config.toml')}: the stripe of globex is one of teal, amber, violet, green, red, blue.`,
  ]);
  expect((await deskSign(folder, both, { url: globex[1].url, profile: 'globex' })).stripe).not.toBe('blue');
});

test('an address from a variable or a flag is not called by the name of another desk', async () => {
  const sign = await deskSign(folderWith(), new Map([acme, globex]), {
    url: 'http://127.0.0.1:4000',
    profile: 'acme',
  });
  expect(sign.name).toBe('127.0.0.1:4000');
  expect(sign.stripe).not.toBeNull();
});
