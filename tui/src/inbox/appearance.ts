/** How this terminal looks for this person: their settings, theme, signs and keys, and what the terminal can show. */
import { join } from 'node:path';
import { readUserKeys } from '../keys/read-user-keys.ts';
import type { TerminalSettings } from '../settings/terminal-settings.ts';
import { backgroundFrom, colorDepth } from '../text/color-depth.ts';
import { glyphsFor, unicodeGlyphs } from '../text/glyphs.ts';
import { opensLinks } from '../text/opens-links.ts';
import type { Theme } from '../text/theme.ts';
import { themeNamed } from '../text/themes.ts';
import type { Look } from '../views/look.ts';
import { type OwnSettings, ownSettings } from './own-settings.ts';

export interface Appearance {
  readonly settings: OwnSettings;
  look(): Look;
  theme(): Theme;
  /** What the terminal answered about its background, when it did. */
  hearBackground(reply: string | undefined): void;
  /** Called whenever another look, theme or setting is in force. */
  onChange(listener: (settings: TerminalSettings) => void): void;
  /** What was wrong with the files of settings and keys. */
  readonly problems: readonly string[];
}

/** Reads the files of `configFolder`, none of which need be there. */
export async function readAppearance(from: {
  configFolder: string;
  flags: Partial<TerminalSettings>;
  env: Readonly<Record<string, string | undefined>>;
  isTTY: boolean;
}): Promise<Appearance> {
  const { env } = from;
  const listeners = new Set<(settings: TerminalSettings) => void>();
  const tell = (settings: TerminalSettings) => {
    for (const listener of [...listeners]) listener(settings);
  };
  const [keys, settings] = await Promise.all([
    readUserKeys(join(from.configFolder, 'keys.toml')),
    ownSettings(from.configFolder, from.flags, tell),
  ]);
  const depth = colorDepth({ env, isTTY: from.isTTY });
  let background = backgroundFrom(undefined, env.COLORFGBG);

  return {
    settings,
    look() {
      const { signs } = settings.get();
      const glyphs = signs === 'unicode' ? unicodeGlyphs : glyphsFor(env, signs === 'ascii');
      return { glyphs, isAscii: glyphs !== unicodeGlyphs, commands: keys.commands };
    },
    theme() {
      const { theme, links } = settings.get();
      const hasLinks = links === 'auto' ? opensLinks(env) : links === 'on';
      return themeNamed(theme, { depth, background, hasLinks }, settings.ownPalette);
    },
    hearBackground(reply) {
      background = backgroundFrom(reply, env.COLORFGBG);
      tell(settings.get());
    },
    onChange: (listener) => void listeners.add(listener),
    problems: [...settings.problems, ...keys.problems],
  };
}
