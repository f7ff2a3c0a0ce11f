/** The terminal's settings and themes in their files: read with every fault told, changed without losing a comment. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { ownSettings } from '../inbox/own-settings.ts';
import { palettes } from '../text/palettes.ts';
import {
  isSettingValue,
  readTerminalSettings,
  settingNames,
  terminalSettings,
  usualSettings,
  withSetting,
} from './terminal-settings.ts';
import { readUserTheme } from './user-theme.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-settings-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const config = (text: string) => {
  writeFileSync(join(folder, 'config.toml'), text);
  return readTerminalSettings(join(folder, 'config.toml'));
};

test('what is set holds, and what is not set or cannot be is as usual, with a sentence that says why', async () => {
  expect(await readTerminalSettings(join(folder, 'none.toml'))).toEqual({
    settings: usualSettings,
    problems: [],
  });
  expect(await config('[terminal]\ntheme = "light"\nmouse = "wheel"\n')).toEqual({
    settings: { ...usualSettings, theme: 'light', mouse: 'wheel' },
    problems: [],
  });
  const wrong = await config('[terminal]\nmouse = "always"\ncolour = "red"\nsigns = 3\n');
  expect(wrong.settings).toEqual(usualSettings);
  expect(wrong.problems.map((problem) => problem.split(': ').slice(1).join(': '))).toEqual([
    'mouse is off, wheel, full.',
    'there is no setting "colour". Settings are theme, signs, links, notifications, cache, mouse.',
    'signs is auto, unicode, ascii.',
  ]);
  expect((await config('[terminal\n')).problems).toHaveLength(1);
});

test('one setting changes one line; comments and other tables stay', () => {
  const text = '# mine\n[terminal] # how it looks\ntheme = "dark" # at night\n\n[other]\nmouse = "x"\n';
  expect(withSetting(text, 'theme', 'light')).toBe(
    text.replace('theme = "dark" # at night', 'theme = "light"'),
  );
  expect(withSetting(text, 'mouse', 'full')).toBe(
    text.replace('at looks\n', '').replace('looks\n', 'looks\nmouse = "full"\n'),
  );
  expect(withSetting('', 'mouse', 'full')).toBe('[terminal]\nmouse = "full"\n');
});

test('whatever is set in whatever order is read back', async () => {
  const wish = fc
    .constantFrom(...settingNames)
    .chain((name) =>
      fc.tuple(fc.constant(name), fc.constantFrom(...(terminalSettings[name].values as readonly string[]))),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.array(wish, { maxLength: 6 }),
      fc.constantFrom('', '# a\n', '[x]\ny = 1\n'),
      async (wishes, before) => {
        const text = wishes.reduce<string>((each, [name, value]) => withSetting(each, name, value), before);
        const { settings, problems } = await config(text);
        expect(problems).toEqual([]);
        expect(settings).toEqual({ ...usualSettings, ...Object.fromEntries(wishes) });
      },
    ),
    { numRuns: 50 },
  );
});

test('a setting that is changed is in force at once and in the file, which is for its owner alone', async () => {
  const applied: string[] = [];
  const settings = await ownSettings(join(folder, 'new'), { signs: 'ascii' }, ({ theme }) =>
    applied.push(theme),
  );
  expect(settings.get()).toEqual({ ...usualSettings, signs: 'ascii' });
  expect(await settings.set('theme', 'contrast')).toBeNull();
  expect(applied).toEqual(['contrast']);
  const file = join(folder, 'new', 'config.toml');
  expect(readFileSync(file, 'utf8')).toBe('[terminal]\ntheme = "contrast"\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a theme of the own is its base with other roles; each fault is told', async () => {
  mkdirSync(join(folder, 'themes'));
  const theme = (text: string) => {
    writeFileSync(join(folder, 'themes', 'mine.toml'), text);
    return readUserTheme(folder, 'mine');
  };
  const mine = await theme(
    'base = "contrast"\n[roles]\nnote = { fg = "#FFFFFF", bg = "#00cd00", bold = true }\n',
  );
  if (!('palette' in mine)) throw new Error(mine.problem);
  expect(mine.palette('dark')).toEqual({
    ...palettes.contrast.dark,
    note: { fg: { hex: '#ffffff', ansi: 15 }, bg: { hex: '#00cd00', ansi: 2 }, bold: true },
  });
  for (const [text, words] of [
    ['base = "blue"', 'base is standard, contrast, colorBlind.'],
    ['[roles]\nnotes = {}', 'there is no role "notes".'],
    ['[roles]\nnote = { fg = "red" }', 'note.fg is a colour such as "#ffe9b8"'],
    ['[roles', ''],
  ] as const) {
    const found = await theme(text);
    expect('problem' in found && found.problem).toContain(words);
  }
  expect(await readUserTheme(folder, 'other')).toHaveProperty('problem');
});

test('the name of a theme leads nowhere but to the folder of themes', () => {
  for (const name of ['../x', '/etc/passwd', 'a b', '']) expect(isSettingValue('theme', name)).toBe(false);
  expect(isSettingValue('mouse', 'mine')).toBe(false);
});
