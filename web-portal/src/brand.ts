/** The brand on the portal's pages: a small stylesheet and its pictures, named by what is in them. */
import { type BrandView, failureOf, type Palette, type PosternClient } from '@postern/core/client';
import type { Context } from 'hono';
import { assetFolder } from './assets.ts';

type Shades = Palette['light'];

/** What the head and the header of a page link to. */
export interface BrandLinks {
  stylesheet: string | null;
  logo: { address: string; width: number; height: number } | null;
  favicon: { address: string; type: string } | null;
  showsPoweredBy: boolean;
}

const iconTypes: Record<string, string> = { ico: 'image/x-icon' };

/** The addresses of a brand's files. */
export function brandLinks({ palette, logo, favicon, showsPoweredBy }: BrandView): BrandLinks {
  return {
    stylesheet: palette && `${assetFolder}/brand.${palette.hash}.css`,
    logo: logo && {
      address: `${assetFolder}/logo.${logo.hash}.${logo.type}`,
      width: logo.width,
      height: logo.height,
    },
    favicon: favicon && {
      address: `${assetFolder}/favicon.${favicon.hash}.${favicon.type}`,
      type: iconTypes[favicon.type] ?? `image/${favicon.type}`,
    },
    showsPoweredBy,
  };
}

/** The brand's file at this address; null when it is none, or not one of the brand's of now. */
export async function brandFile(c: Context, { portal }: PosternClient): Promise<Response | null> {
  const [, kind, hash = ''] =
    /^\/_portal\/(brand|logo|favicon)\.([0-9a-f]{12})\.[a-z]{3,4}$/.exec(c.req.path) ?? [];
  if (kind === undefined) return null;
  try {
    if (kind === 'brand')
      return answer(c, stylesheetOf(await portal.colors.query({ hash })), 'text/css; charset=utf-8');
    const image = kind as 'logo' | 'favicon';
    const { content, mediaType } = await portal.brandImage.query({ image, hash });
    return answer(c, new Uint8Array(Buffer.from(content, 'base64')), mediaType);
  } catch (error) {
    if (failureOf(error).code === 'ATTACHMENT_NOT_FOUND') return null;
    throw error;
  }
}

function answer(c: Context, body: string | Uint8Array<ArrayBuffer>, type: string): Response {
  return c.body(body, 200, {
    'Content-Type': type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  });
}

function stylesheetOf({ light, dark }: Palette): string {
  return `:root{${variables(light)}}@media (prefers-color-scheme:dark){:root{${variables(dark)}}}\n`;
}

function variables({ brand, ink, hover, text, soft }: Shades): string {
  return `--brand:${brand};--brand-ink:${ink};--brand-hover:${hover};--brand-text:${text};--brand-soft:${soft}`;
}
