/** This person's settings while the inbox runs: read at the start, changed at once, kept in their file. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  readTerminalSettings,
  type SettingName,
  type TerminalSettings,
  withSetting,
} from '../settings/terminal-settings.ts';
import { readUserTheme } from '../settings/user-theme.ts';
import type { NamedPalette } from '../text/themes.ts';

export interface OwnSettings {
  get(): TerminalSettings;
  /** The palette of a theme of one's own, when that is the theme. */
  readonly ownPalette: NamedPalette | null;
  /** What was wrong with the files. */
  readonly problems: readonly string[];
  /** Puts it in force and into the file; answers what went wrong, and then it holds until the inbox is left. */
  set(name: SettingName, value: string): Promise<string | null>;
}

const builtIn = new Set(['auto', 'dark', 'light', 'contrast', 'color-blind', 'mono']);

/** Reads `config.toml` of this folder. What the command line said (`flags`) holds over the file. */
export async function ownSettings(
  folder: string,
  flags: Partial<TerminalSettings>,
  apply: (settings: TerminalSettings) => void,
): Promise<OwnSettings> {
  const file = join(folder, 'config.toml');
  const read = await readTerminalSettings(file);
  let settings: TerminalSettings = { ...read.settings, ...flags };
  let ownPalette: NamedPalette | null = null;
  const problems = [...read.problems];

  const findTheme = async (): Promise<string | null> => {
    const { theme } = settings;
    if (builtIn.has(theme) || ownPalette?.name === theme) return null;
    const found = await readUserTheme(folder, theme);
    if ('problem' in found) return found.problem;
    ownPalette = { name: theme, palette: found.palette };
    return null;
  };
  const problem = await findTheme();
  if (problem) problems.push(problem);

  return {
    get: () => settings,
    get ownPalette() {
      return ownPalette;
    },
    problems,
    async set(name, value) {
      settings = { ...settings, [name]: value };
      const missing = await findTheme();
      apply(settings);
      if (missing) return missing;
      try {
        const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return '';
          throw error;
        });
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        const fresh = `${file}.${process.pid}`;
        await writeFile(fresh, withSetting(text, name, value), { mode: 0o600 });
        await rename(fresh, file);
        return null;
      } catch (error) {
        return `${name} is ${value} until you leave: ${file} cannot be written (${(error as Error).message}).`;
      }
    },
  };
}
