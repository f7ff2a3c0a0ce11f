/** The themes by the names that people give: five built in, and any of one's own. */
import type { Background } from './color-depth.ts';
import type { Palette } from './palettes.ts';
import { createTheme, type Theme, type ThemeWish } from './theme.ts';

/** A theme of one's own, once its file has been read. */
export interface NamedPalette {
  name: string;
  palette: (background: Background) => Palette;
}

/** The theme of this name on this terminal; a name that is not known gives the standard one. */
export function themeNamed(
  name: string,
  on: Pick<ThemeWish, 'depth' | 'background' | 'hasLinks'>,
  own: NamedPalette | null = null,
): Theme {
  if (own?.name === name)
    return createTheme({ ...on, palette: { name, palette: own.palette(on.background) } });
  switch (name) {
    case 'dark':
    case 'light':
      return createTheme({ ...on, background: name });
    case 'contrast':
      return createTheme({ ...on, palette: 'contrast' });
    case 'color-blind':
      return createTheme({ ...on, palette: 'colorBlind' });
    case 'mono':
      return createTheme({ ...on, depth: 'mono' });
    default:
      return createTheme(on);
  }
}
