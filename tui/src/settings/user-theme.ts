/** A theme of one's own: `themes/NAME.toml`, roles over one of the built-in palettes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Background } from '../text/color-depth.ts';
import { type Palette, type PaletteName, palettes } from '../text/palettes.ts';
import { nearest16, type Style } from '../text/style.ts';
import type { Role } from '../text/theme.ts';

/** The theme for one background, or why there is none. */
export type UserTheme = { palette: (background: Background) => Palette } | { problem: string };

const attributes = ['bold', 'dim', 'italic', 'underline', 'inverse'] as const;

/**
 * Reads
 *
 *     base = "standard"                # or contrast, colorBlind
 *     [roles]
 *     note = { fg = "#ffe9b8", bg = "#5a4200", bold = true }
 *
 * A role that is not named stays as in the base. Never throws.
 */
export async function readUserTheme(folder: string, name: string): Promise<UserTheme> {
  const file = join(folder, 'themes', `${name}.toml`);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return { problem: `There is no theme "${name}": ${file} cannot be read.` };
  }
  const { parse } = await import('smol-toml');
  try {
    const { base = 'standard', roles = {} } = parse(text) as { base?: unknown; roles?: unknown };
    if (typeof base !== 'string' || !Object.hasOwn(palettes, base))
      return { problem: `${file}: base is ${Object.keys(palettes).join(', ')}.` };
    const changed = stylesIn(roles);
    if (typeof changed === 'string') return { problem: `${file}: ${changed}` };
    return { palette: (background) => ({ ...palettes[base as PaletteName][background], ...changed }) };
  } catch (error) {
    return { problem: `${file}: ${(error as Error).message.split('\n')[0]}.` };
  }
}

/** The styles, or what is wrong with one of them. */
function stylesIn(roles: unknown): Partial<Record<Role, Style>> | string {
  const known = palettes.standard.dark;
  const styles: Partial<Record<Role, Style>> = {};
  for (const [role, wish] of Object.entries(roles as Record<string, Record<string, unknown>>)) {
    if (!Object.hasOwn(known, role))
      return `there is no role "${role}". Roles are ${Object.keys(known).join(', ')}.`;
    const style: Style = {};
    for (const [key, value] of Object.entries(wish)) {
      if ((key === 'fg' || key === 'bg') && typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value))
        style[key] = { hex: value.toLowerCase(), ansi: nearest16(value) };
      else if (attributes.includes(key as 'bold') && typeof value === 'boolean') style[key as 'bold'] = value;
      else
        return `${role}.${key} is a colour such as "#ffe9b8" (fg, bg), or true or false (${attributes.join(', ')}).`;
    }
    styles[role as Role] = style;
  }
  return styles;
}
