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
  { depth, background }: Pick<ThemeWish, 'depth' | 'background'>,
  own: NamedPalette | null = null,
): Theme {
  if (own?.name === name)
    return createTheme({ depth, background, palette: { name, palette: own.palette(background) } });
  switch (name) {
    case 'dark':
    case 'light':
      return createTheme({ depth, background: name });
    case 'contrast':
      return createTheme({ depth, background, palette: 'contrast' });
    case 'color-blind':
      return createTheme({ depth, background, palette: 'colorBlind' });
    case 'mono':
      return createTheme({ depth: 'mono', background });
    default:
      return createTheme({ depth, background });
  }
}
