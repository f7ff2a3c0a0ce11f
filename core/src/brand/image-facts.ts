/** What kind of picture some bytes are, and how large: by their own beginning, whatever anybody calls them. */

export type ImageType = 'png' | 'jpeg' | 'webp' | 'gif' | 'ico';

export interface ImageFacts {
  type: ImageType;
  width: number;
  height: number;
}

/** For `Content-Type`. */
export const mediaTypes: Readonly<Record<ImageType, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  ico: 'image/x-icon',
};

/** Null for whatever is none of these kinds, or breaks off before it says how large it is. */
export function imageFactsOf(bytes: Buffer): ImageFacts | null {
  const readers: ((bytes: Buffer) => ImageFacts | null)[] = [
    pngFacts,
    jpegFacts,
    gifFacts,
    webpFacts,
    icoFacts,
  ];
  for (const read of readers) {
    const facts = read(bytes);
    if (facts) return facts.width > 0 && facts.height > 0 ? facts : null;
  }
  return null;
}

/** An SVG is text with a language of its own inside, which may hold script. */
export function isSvg(bytes: Buffer): boolean {
  return /<svg[\s>]/i.test(bytes.subarray(0, 4_096).toString('latin1'));
}

function begins(bytes: Buffer, ...codes: number[]): boolean {
  return bytes.length >= codes.length && codes.every((code, at) => bytes[at] === code);
}

function textAt(bytes: Buffer, at: number, length: number): string {
  return bytes.subarray(at, at + length).toString('latin1');
}

function pngFacts(bytes: Buffer): ImageFacts | null {
  const isPng =
    begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) && textAt(bytes, 12, 4) === 'IHDR';
  if (!isPng || bytes.length < 33 || bytes.lastIndexOf('IEND') < 0) return null;
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gifFacts(bytes: Buffer): ImageFacts | null {
  if (!/^GIF8[79]a$/.test(textAt(bytes, 0, 6)) || bytes.length < 14) return null;
  return { type: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/** Walks from marker to marker to the one that begins a frame. */
function jpegFacts(bytes: Buffer): ImageFacts | null {
  if (!begins(bytes, 0xff, 0xd8, 0xff)) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] as number;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { type: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // 0xff alone fills up.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** Three ways to write a size: lossy, lossless, and with a header of its own. */
function webpFacts(bytes: Buffer): ImageFacts | null {
  if (textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP' || bytes.length < 30) return null;
  const type = 'webp';
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const sizes = bytes.readUInt32LE(21);
      return { type, width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/** Of several pictures in one the largest counts; a size of 0 stands for 256. */
function icoFacts(bytes: Buffer): ImageFacts | null {
  if (!begins(bytes, 0, 0, 1, 0) || bytes.length < 6 + 16) return null;
  const count = bytes.readUInt16LE(4);
  if (count === 0 || bytes.length < 6 + 16 * count) return null;
  const sizes = Array.from({ length: count }, (_, index) => {
    const at = 6 + 16 * index;
    const isWhole = bytes.readUInt32LE(at + 8) + bytes.readUInt32LE(at + 12) <= bytes.length;
    return { width: bytes[at] || 256, height: bytes[at + 1] || 256, isWhole };
  });
  if (sizes.some(({ isWhole }) => !isWhole)) return null;
  const { width, height } = sizes.reduce((most, each) => (each.width > most.width ? each : most));
  return { type: 'ico', width, height };
}
