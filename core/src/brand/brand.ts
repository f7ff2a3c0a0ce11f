/** How the desk looks to customers: its colour, logo and icon, kept beside the desk's other settings. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Queries, Work } from '../context.ts';
import type { ImageType } from './image-facts.ts';
import { type Palette, paletteOf } from './palette.ts';

export const brandImages = ['logo', 'favicon'] as const;
export type BrandImage = (typeof brandImages)[number];

const imageSchema = z.object({
  type: z.enum(['png', 'jpeg', 'webp', 'gif', 'ico']),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
});

const brandSchema = z.object({
  color: z.string().nullable().default(null),
  showsPoweredBy: z.boolean().default(true),
  logo: imageSchema.nullable().default(null),
  favicon: imageSchema.nullable().default(null),
});

/** A picture without its bytes, which have a row of their own: this one is read at every page. */
export type BrandImageFacts = z.infer<typeof imageSchema>;
export type Brand = z.infer<typeof brandSchema>;

/** The key of the setting that `portalColumns` reads along with a portal. */
export const brandKey = 'brand';

/** From the stored JSON, as text or read; a desk without one has the colours of the product. */
export function toBrand(stored: unknown): Brand {
  const value = typeof stored === 'string' ? (JSON.parse(stored) as unknown) : stored;
  return brandSchema.parse(value ?? {});
}

/** The brand as it is kept. */
export async function readBrand(queries: Queries): Promise<Brand> {
  const row = await queries.setting.findUnique({ where: { key: brandKey } });
  return toBrand(row?.value);
}

const contentKey = (image: BrandImage) => `${brandKey}.${image}`;

/** The bytes of one of its pictures as base64, or null. */
export async function readBrandContent(queries: Queries, image: BrandImage): Promise<string | null> {
  const row = await queries.setting.findUnique({ where: { key: contentKey(image) } });
  return typeof row?.value === 'string' ? row.value : null;
}

/** What of the brand has another value now; of pictures their bytes as base64, null to take one away. */
export interface BrandChange {
  facts: Partial<Brand>;
  content: Partial<Record<BrandImage, string | null>>;
}

/** Writes a change; whoever calls it writes the event. */
export async function writeBrand({ tx }: Work, brand: Brand, change: BrandChange): Promise<void> {
  const keep = (key: string, value: string | Brand) =>
    tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  await keep(brandKey, { ...brand, ...change.facts });
  for (const image of brandImages) {
    const content = change.content[image];
    if (content === null) await tx.setting.deleteMany({ where: { key: contentKey(image) } });
    else if (content !== undefined) await keep(contentKey(image), content);
  }
}

const hashLength = 12;

/** What pages need of it. */
export interface BrandView {
  /** With the beginning of its hash, for the address of its stylesheet. */
  palette: (Palette & { hash: string }) | null;
  showsPoweredBy: boolean;
  logo: BrandPicture | null;
  favicon: BrandPicture | null;
}

export interface BrandPicture {
  type: ImageType;
  width: number;
  height: number;
  /** The beginning of its content's hash, for its address. */
  hash: string;
}

/** Asked at every page, so the palette of the colour in use is kept. */
export function brandViewOf({ color, showsPoweredBy, logo, favicon }: Brand): BrandView {
  return {
    palette: color === null ? null : keptPalette(color),
    showsPoweredBy,
    logo: logo && toPicture(logo),
    favicon: favicon && toPicture(favicon),
  };
}

function toPicture({ type, width, height, sha256 }: BrandImageFacts): BrandPicture {
  return { type, width, height, hash: sha256.slice(0, hashLength) };
}

let kept: { color: string; palette: Palette & { hash: string } } | null = null;

function keptPalette(color: string): Palette & { hash: string } {
  if (kept?.color !== color) {
    const palette = paletteOf(color);
    const hash = createHash('sha256').update(JSON.stringify(palette)).digest('hex').slice(0, hashLength);
    kept = { color, palette: { ...palette, hash } };
  }
  return kept.palette;
}
