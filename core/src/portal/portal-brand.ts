/**
 * The brand's files, for whoever has seen a page that links to them. Each is asked for by its hash, so that nobody
 * learns of a brand from a portal that is off, while an agent who previews it sees it whole.
 */
import { type BrandImage, brandViewOf, readBrand, readBrandContent } from '../brand/brand.ts';
import { mediaTypes } from '../brand/image-facts.ts';
import type { Palette } from '../brand/palette.ts';
import type { Context } from '../context.ts';
import { PosternError } from '../errors.ts';

export interface BrandFile {
  mediaType: string;
  /** Base64. */
  content: string;
}

/** Throws `ATTACHMENT_NOT_FOUND` unless the desk's logo or icon has this hash at the moment. */
export async function portalBrandImage(
  { core }: Context,
  wish: { image: BrandImage; hash: string },
): Promise<BrandFile> {
  const { read } = core.db;
  const picture = brandViewOf(await readBrand(read))[wish.image];
  const content = picture?.hash === wish.hash ? await readBrandContent(read, wish.image) : null;
  if (!picture || content === null) throw noSuchFile();
  return { mediaType: mediaTypes[picture.type], content };
}

/** Throws `ATTACHMENT_NOT_FOUND` unless the colours of the pages have this hash at the moment. */
export async function portalColors({ core }: Context, wish: { hash: string }): Promise<Palette> {
  const { palette } = brandViewOf(await readBrand(core.db.read));
  if (palette?.hash !== wish.hash) throw noSuchFile();
  return palette;
}

function noSuchFile(): PosternError {
  return new PosternError('ATTACHMENT_NOT_FOUND', 'There is no such file here.', {
    hint: 'Open the page again.',
  });
}
