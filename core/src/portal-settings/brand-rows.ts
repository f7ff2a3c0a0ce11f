/** The settings of the brand: how the desk looks to customers. */
import { createHash } from 'node:crypto';
import type { BrandImage, BrandImageFacts } from '../brand/brand.ts';
import { imageFactsOf, isSvg } from '../brand/image-facts.ts';
import { contrastWithPage, nearestThatStandsOut, standsOut } from '../brand/palette.ts';
import { PosternError } from '../errors.ts';
import { type Setting, setting } from './setting.ts';
import { badSetting, type Kind, orNone, yesNo } from './setting-kinds.ts';

const color: Kind<string> = {
  takes: 'a colour such as #2f5d50',
  read: (value, key) => {
    const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
    const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
    const hex = short
      ? `#${short
          .slice(1)
          .map((digit) => digit + digit)
          .join('')}`
      : text.replace(/^#?/, '#');
    if (!/^#[0-9a-f]{6}$/.test(hex)) throw badSetting(key, 'must be a colour such as #2f5d50');
    return hex;
  },
  show: (value) => value,
};

const largestBytes = 256 * 1024;
const smallestSide = 16;
const largestSides: Record<BrandImage, number> = { logo: 2_000, favicon: 1_024 };

/** A picture: what is known of it, and its bytes where it has just been given. */
export type ImageValue = BrandImageFacts & { content?: string };

function picture(image: BrandImage): Kind<ImageValue> {
  return {
    takes: 'a picture: PNG, JPEG, WebP, GIF or ICO, at most 256 KB, as @FILE',
    givenAs: 'picture',
    read: (value, key) => readPicture(image, value, key),
    show: ({ type, width, height, bytes }) =>
      `${type.toUpperCase()}, ${width} × ${height}, ${(bytes / 1_024).toFixed(1)} KB`,
  };
}

function readPicture(image: BrandImage, value: unknown, key: string): ImageValue {
  const again = `Choose another one: postern portal brand set ${image}=@FILE`;
  const unusable = (sentence: string) =>
    new PosternError('FILE_NOT_USABLE', `"${key}" ${sentence}.`, { hint: again });
  const content = typeof value === 'string' ? value.replace(/\s/g, '') : '';
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(content)) throw unusable('must be a file');
  if (content === '') throw unusable('is an empty file');
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > largestBytes) {
    const size = Math.ceil(bytes.length / 1_024).toLocaleString('en');
    throw new PosternError('FILE_TOO_LARGE', `"${key}" is too large: it has ${size} KB, of 256.`, {
      hint: again,
    });
  }
  if (isSvg(bytes))
    throw unusable('cannot be an SVG, for an SVG may carry script. Save it as a PNG or a WebP');
  const facts = imageFactsOf(bytes);
  if (!facts) throw unusable('is no picture that browsers show: PNG, JPEG, WebP, GIF or ICO');
  const { width, height } = facts;
  const largest = largestSides[image];
  if (Math.min(width, height) < smallestSide || Math.max(width, height) > largest) {
    throw unusable(
      `is ${width} × ${height} pixels, and each side must have ${smallestSide} to ${largest.toLocaleString('en')}`,
    );
  }
  return {
    ...facts,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content,
  };
}

function pictureSetting(image: BrandImage, about: string): Setting {
  return setting<ImageValue | null>({
    key: `brand.${image}`,
    about,
    kind: orNone(picture(image)),
    isInFile: false,
    isSame: (a, b) => a?.sha256 === b?.sha256,
    current: ({ brand }) => brand[image],
    change: (value, { change }) => {
      if (value === null) {
        change.brand.facts[image] = null;
        change.brand.content[image] = null;
        return;
      }
      const { content, ...facts } = value;
      if (content === undefined)
        throw badSetting(
          `brand.${image}`,
          'must be a file',
          `Choose another one: postern portal brand set ${image}=@FILE`,
        );
      change.brand.facts[image] = facts;
      change.brand.content[image] = content;
    },
  });
}

/** In the order in which they are shown. */
export const brandRows: readonly Setting[] = [
  setting({
    key: 'brand.color',
    about: 'The colour of buttons, links and marks; the usual one where it is none',
    kind: orNone(color),
    current: ({ brand }) => brand.color,
    change: (value, { change }) => {
      if (value !== null && !standsOut(value)) {
        const nearest = nearestThatStandsOut(value);
        throw badSetting(
          'brand.color',
          `cannot be ${value}: its contrast with the page is ${contrastWithPage(value).toFixed(2)}, and it takes 3 to be told from it. The nearest shade that passes is ${nearest}`,
          `Choose that one: postern portal brand set color='${nearest}'`,
        );
      }
      change.brand.facts.color = value;
    },
  }),
  pictureSetting('logo', 'The logo at the top of every page, in place of a letter'),
  pictureSetting('favicon', 'The icon in the browser tab'),
  setting({
    key: 'powered-by',
    about: 'Whether a small line at the foot of the pages names Postern',
    kind: yesNo,
    current: ({ brand }) => brand.showsPoweredBy,
    change: (value, { change }) => {
      change.brand.facts.showsPoweredBy = value;
    },
  }),
];
