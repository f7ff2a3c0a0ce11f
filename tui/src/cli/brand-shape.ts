/** How the brand is printed. */
import { displayText, type SettingView } from '@postern/core/client';
import type { Data, Shape } from './output.ts';

/** One line each of colour, pictures and the line at the foot. */
export const brandShape: Shape = {
  fields: ['color', 'logo', 'favicon', 'poweredBy'],
  columns: ['color', 'logo', 'favicon', 'poweredBy'],
  cell: (value) => pictureText(value) ?? value,
  table: ([brand]) => (brand ? linesOf(brand) : ''),
};

/** The brand among all settings. */
export function brandOf(settings: readonly SettingView[]): Data {
  const valueOfKey = (key: string) => settings.find((setting) => setting.key === key)?.value ?? null;
  return {
    color: valueOfKey('brand.color'),
    logo: valueOfKey('brand.logo'),
    favicon: valueOfKey('brand.favicon'),
    poweredBy: valueOfKey('powered-by'),
  };
}

function linesOf({ color, logo, favicon, poweredBy }: Data): string {
  const lines = [
    `Colour       ${color ?? 'the usual one'}`,
    `Logo         ${pictureText(logo) ?? 'the first letter of the title'}`,
    `Favicon      ${pictureText(favicon) ?? 'the usual one'}`,
    `Powered by   ${poweredBy ? 'shown' : 'not shown'}`,
  ];
  return `${lines.map((line) => displayText(line)).join('\n')}\n`;
}

function pictureText(picture: unknown): string | null {
  if (picture === null || typeof picture !== 'object') return null;
  const { type, width, height, bytes } = picture as Record<string, unknown>;
  return `${String(type).toUpperCase()}, ${width} × ${height}, ${(Number(bytes) / 1_024).toFixed(1)} KB`;
}
