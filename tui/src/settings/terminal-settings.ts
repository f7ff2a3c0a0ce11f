/** How the terminal looks and behaves for one person: the `[terminal]` table of `config.toml`. */
import { readFile } from 'node:fs/promises';

/** One setting: what may stand there, the first being what holds without it. */
interface SettingShape {
  about: string;
  values: readonly string[];
  /** Whether other words may stand there too: names of one's own themes. */
  isOpen?: boolean;
}

/** Every setting, in the order of the settings screen. */
export const terminalSettings = {
  theme: {
    about: 'Colours: after the terminal, or always the same',
    values: ['auto', 'dark', 'light', 'contrast', 'color-blind', 'mono'],
    isOpen: true,
  },
  signs: { about: 'Lines and signs', values: ['auto', 'unicode', 'ascii'] },
  links: { about: 'Web addresses in threads as links (OSC 8)', values: ['auto', 'on', 'off'] },
  notifications: { about: 'Tell me of tickets', values: ['mine', 'all', 'off'] },
  cache: {
    about: 'Keep the last view and threads on this machine, to be there at once',
    values: ['on', 'off'],
  },
  mouse: { about: 'The mouse; Shift always selects text', values: ['off', 'wheel', 'full'] },
} as const satisfies Record<string, SettingShape>;

export type SettingName = keyof typeof terminalSettings;

/** What is set, each a word. */
export type TerminalSettings = Record<SettingName, string>;

/** What holds where nothing is set. */
export const usualSettings = Object.fromEntries(
  Object.entries(terminalSettings).map(([name, { values }]) => [name, values[0]]),
) as TerminalSettings;

export const settingNames = Object.keys(terminalSettings) as SettingName[];

/** Whether the word may stand there. */
export function isSettingValue(name: SettingName, value: string): boolean {
  const shape: SettingShape = terminalSettings[name];
  return shape.values.includes(value) || (shape.isOpen === true && /^[a-z0-9][a-z0-9-]{0,39}$/.test(value));
}

/**
 * Reads the file when it is there. What cannot be used is one sentence each, with the file's name, and the usual
 * setting holds. Never throws.
 */
export async function readTerminalSettings(
  file: string,
): Promise<{ settings: TerminalSettings; problems: readonly string[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    return { settings: usualSettings, problems: isMissing ? [] : [`${file} cannot be read: ${message}`] };
  }
  const { parse } = await import('smol-toml');
  let table: unknown;
  try {
    table = parse(text).terminal;
  } catch (error) {
    const [first = ''] = (error as Error).message.replace('Invalid TOML document: ', '').split('\n');
    return { settings: usualSettings, problems: [`${file}: ${first}. The usual settings hold.`] };
  }
  const settings = { ...usualSettings };
  const problems: string[] = [];
  for (const [name, value] of Object.entries(typeof table === 'object' && table ? table : {})) {
    if (!settingNames.includes(name as SettingName))
      problems.push(`${file}: there is no setting "${name}". Settings are ${settingNames.join(', ')}.`);
    else if (typeof value !== 'string' || !isSettingValue(name as SettingName, value))
      problems.push(`${file}: ${name} is ${terminalSettings[name as SettingName].values.join(', ')}.`);
    else settings[name as SettingName] = value;
  }
  return { settings, problems };
}

/** The file's text with one setting changed; comments and everything else stay as they are. */
export function withSetting(text: string, name: SettingName, value: string): string {
  const line = `${name} = "${value}"`;
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const table = lines.findIndex((each) => /^\s*\[\s*terminal\s*\]/.test(each));
  if (table < 0) return `${[...lines, ...(lines.length > 0 ? [''] : []), '[terminal]', line].join('\n')}\n`;
  const after = lines.findIndex((each, at) => at > table && /^\s*\[/.test(each));
  const end = after < 0 ? lines.length : after;
  const at = lines.findIndex(
    (each, index) => index > table && index < end && new RegExp(`^\\s*${name}\\s*=`).test(each),
  );
  if (at < 0) lines.splice(table + 1, 0, line);
  else lines[at] = line;
  return `${lines.join('\n')}\n`;
}
