/** Files that the sample desk's customers have attached: made here, so that none lies in the repository. */
import { crc32, deflateSync } from 'node:zlib';

export interface SampleFile {
  name: string;
  content: Uint8Array;
}

/** A picture of a console with one red line, as a customer would send it. */
export function consolePicture(): SampleFile {
  const width = 720;
  const height = 260;
  const lines = [180, 320, 250, 410, 140, 360, 290];
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) row.set(colourAt(x, y, lines), 1 + x * 3);
    rows.push(row);
  }
  return { name: 'console.png', content: png(width, height, Buffer.concat(rows)) };
}

const paper = [250, 250, 250];
const edge = [222, 225, 230];
const text = [95, 99, 104];
const error = [197, 34, 31];
const errorPaper = [252, 232, 230];

function colourAt(x: number, y: number, lines: readonly number[]): readonly number[] {
  if (y < 28) return edge;
  const line = Math.floor((y - 36) / 30);
  const length = lines[line];
  const isError = line === 3;
  const background = isError ? errorPaper : paper;
  if (length === undefined || y < 36) return paper;
  const within = (y - 36) % 30;
  // Words are bars, with gaps where spaces would be.
  const isInk = within > 9 && within < 19 && x > 40 && x < 40 + length && (x * 7) % 61 > 8;
  return isInk ? (isError ? error : text) : background;
}

/** A PNG of 8-bit RGB rows, each with its filter byte. */
function png(width: number, height: number, rows: Buffer): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** What customers of every kind send along: one of a few, by the ticket's number. */
export function usualFile(number: number): SampleFile {
  const kinds: [name: string, content: string][] = [
    ['export.csv', 'date;invoice;amount\n2026-10-01;2231;119.00\n2026-10-15;2244;238.00\n'],
    ['error.txt', `Request ${number} failed\nstatus: 502\nserver: proxy-2\ntried again: 3 times\n`],
    ['steps.txt', '1. Open the settings\n2. Choose "Export"\n3. The page stays empty\n'],
  ];
  const [name, content] = kinds[number % kinds.length] as [string, string];
  return { name, content: new TextEncoder().encode(content) };
}
