/** The colours that a brand's one colour makes: on light paper and on dark, each so that it can be read there. */
import { contrast, mix } from './contrast.ts';

export interface Shades {
  /** Fills buttons and marks. */
  brand: string;
  /** Text on it. */
  ink: string;
  /** The same fill under a pointer. */
  hover: string;
  /** Links and headings. */
  text: string;
  /** A faint ground. */
  soft: string;
}

export interface Palette {
  light: Shades;
  dark: Shades;
}

/** For text, and for the outline of what is no text: WCAG 2.2, 1.4.3 and 1.4.11. */
const textRatio = 4.5;
const shapeRatio = 3;
// On dark pages the least that can be read looks like something switched off.
const darkRatio = 7;

// The grounds of the pages, as in the portal's tokens.css.
const lightPapers = ['#ffffff', '#f6f8f7'];
const darkPapers = ['#181d1a', '#101412'];
const black = '#000000';
const white = '#ffffff';

/** Whether a colour stands out from light pages. Black or white can be read on any colour, so nothing else is asked. */
export function standsOut(color: string): boolean {
  return contrastWithPage(color) >= shapeRatio;
}

/** With the ground of light pages from which it differs least. */
export function contrastWithPage(color: string): number {
  return Math.min(...lightPapers.map((paper) => contrast(color, paper)));
}

/** The same hue, as little darker as it takes to stand out. */
export function nearestThatStandsOut(color: string): string {
  return towards(color, black, standsOut);
}

/** For a colour that stands out. */
export function paletteOf(color: string): Palette {
  const light = mix(color, 0.1, lightPapers[0] as string);
  const dark = towards(
    color,
    white,
    (shade) =>
      darkPapers.every((paper) => contrast(shade, paper) >= darkRatio) &&
      contrast(shade, mix(shade, 0.14, darkPapers[0] as string)) >= textRatio,
  );
  const text = towards(color, black, (shade) =>
    [...lightPapers, light].every((paper) => contrast(shade, paper) >= textRatio),
  );
  return {
    light: { ...fill(color), text, soft: light },
    dark: { ...fill(dark), text: dark, soft: mix(dark, 0.14, darkPapers[0] as string) },
  };
}

/** Under a pointer the fill moves away from its ink, so that the text on it stays as easy to read. */
function fill(brand: string): Pick<Shades, 'brand' | 'ink' | 'hover'> {
  const ink = contrast(brand, white) >= textRatio ? white : black;
  return { brand, ink, hover: mix(brand, 0.88, ink === white ? black : white) };
}

/** The first shade on the way to black or white that passes. */
function towards(color: string, end: string, passes: (shade: string) => boolean): string {
  const steps = 200;
  for (let step = 0; step < steps; step += 1) {
    const shade = mix(color, 1 - step / steps, end);
    if (passes(shade)) return shade;
  }
  return end;
}
