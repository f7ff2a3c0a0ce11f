/** How well two colours can be told from each other: WCAG 2.2's formulas for relative luminance and contrast ratio. */

/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Of `#rrggbb`. */
export function rgbOf(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** As `#rrggbb`. */
export function hexOf(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(rgbOf(a)), luminance(rgbOf(b))].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** So much of the first colour over the second. */
export function mix(a: string, share: number, b: string): string {
  const over = rgbOf(b);
  return hexOf(
    rgbOf(a).map((channel, at) => channel * share + (over[at] as number) * (1 - share)) as unknown as Rgb,
  );
}
