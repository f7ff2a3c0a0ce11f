/** The store of contents, names as they are kept, and types by content. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanFileName, longestFileName } from './file-name.ts';
import { createFileStore } from './file-store.ts';
import { mediaTypeOf } from './media-type.ts';

async function freshStore() {
  const directory = await mkdtemp(join(tmpdir(), 'postern-files-'));
  let now = Date.parse('2026-11-03T09:30:00Z');
  return {
    directory,
    store: createFileStore(join(directory, 'files'), { now: () => new Date(now) }),
    now: () => new Date(now),
    pass: (ms: number) => {
      now += ms;
    },
    files: async () =>
      (await readdir(directory, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

describe('the store', () => {
  test('names a content by its hash, for its owner alone to read, and stores it once', async () => {
    await using desk = await freshStore();
    const content = randomBytes(70_000);
    const names = await Promise.all([1, 2, 3].map(() => desk.store.put(content)));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(names).toEqual([sha256, sha256, sha256]);
    const place = join(desk.directory, 'files', sha256.slice(0, 2), sha256.slice(2));
    expect(await desk.files()).toEqual([place]);
    expect((await stat(place)).mode & 0o777).toBe(0o600);
    expect(await readFile(place)).toEqual(content);
    expect(Buffer.from(await desk.store.read(sha256, 69_990, 100))).toEqual(content.subarray(69_990));
    await expect(desk.store.read('0'.repeat(64), 0, 1)).rejects.toThrow('ENOENT');
  });

  test('keeps what is stored already as it lies there', async () => {
    await using desk = await freshStore();
    await desk.store.put(Buffer.from('once'));
    const [place = ''] = await desk.files();
    const { ino } = await stat(place);
    await desk.store.put(Buffer.from('once'));
    expect((await stat(place)).ino).toBe(ino);
  });

  test('leaves nothing of a content that could not be written', async () => {
    await using desk = await freshStore();
    await desk.store.put(Buffer.from('one'));
    const [place = ''] = await desk.files();
    // A file stands where the second content needs a folder.
    const content = Buffer.from('two');
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(sha256.slice(0, 2)).not.toBe(place.split('/').at(-2));
    const inTheWay = join(desk.directory, 'files', sha256.slice(0, 2));
    await writeFile(inTheWay, '');
    await expect(desk.store.put(content)).rejects.toThrow();
    expect((await desk.files()).sort()).toEqual([place, inTheWay].sort());
  });

  test('sweeps what is old and unnamed, and never what was stored again a moment ago', async () => {
    await using desk = await freshStore();
    const [named, lost, again] = await Promise.all(
      ['named', 'lost', 'again'].map((content) => desk.store.put(Buffer.from(content))),
    );
    await writeFile(join(desk.directory, 'files', 'incoming', 'left-behind'), 'half a fi');
    desk.pass(86_400_000);
    await desk.store.put(Buffer.from('again'));
    const isNamed = async (sha256: string) => sha256 === named;
    // The wall clock gave the draft its time; it is a day before this.
    const before = new Date(Math.max(desk.now().getTime(), Date.now()) + 1_000);
    expect(await desk.store.sweep(new Date(desk.now().getTime() - 1_000), isNamed)).toBe(1);
    await expect(desk.store.read(lost as string, 0, 1)).rejects.toThrow('ENOENT');
    await desk.store.read(named as string, 0, 1);
    await desk.store.read(again as string, 0, 1);
    await desk.store.sweep(before, async () => true);
    expect(await readdir(join(desk.directory, 'files', 'incoming'))).toEqual([]);
  });

  test('a sweep and an upload of the same old content never lose it, whichever is first', async () => {
    await using desk = await freshStore();
    for (let round = 0; round < 30; round += 1) {
      const content = Buffer.from('the same');
      await desk.store.put(content);
      desk.pass(86_400_001);
      const before = new Date(desk.now().getTime() - 86_400_000);
      const put = () => desk.store.put(content);
      const sweep = () => desk.store.sweep(before, async () => false);
      const [sha256] =
        round % 2 ? await Promise.all([put(), sweep()]) : (await Promise.all([sweep(), put()])).reverse();
      expect(Buffer.from(await desk.store.read(sha256 as string, 0, 100))).toEqual(content);
    }
  });
});

describe('a name', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\maria\\Desktop\\Rechnung März.pdf', 'Rechnung März.pdf'],
    ['..', 'file'],
    ['.', 'file'],
    ['', 'file'],
    ['a/b/', 'file'],
    ['\0\0', 'file'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['con\0sole\r\nSet-Cookie: x=1.png', 'consoleSet-Cookie: x=1.png'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
    ['trailing. . .', 'trailing'],
    ['.env', '.env'],
    ['\ud800half.txt', '\ufffdhalf.txt'],
    ['e\u0301.txt', 'é.txt'],
    ['👩\u200d💻.txt', '👩\u200d💻.txt'],
    ['請求書.pdf', '請求書.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  test('a long one keeps its ending', () => {
    const name = cleanFileName(`${'x'.repeat(10_000)}.png`);
    expect(name).toHaveLength(longestFileName);
    expect(name).toMatch(/x\.png$/);
    expect([...cleanFileName(`${'😀'.repeat(10_000)}.${'y'.repeat(500)}`)]).toHaveLength(longestFileName);
  });

  test('whatever is given, it is one line, no path, neither empty nor too long, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanFileName(given);
        expect(name).toMatch(/^[^\p{Cc}/\\\u202a-\u202e\u2066-\u2069]+$/u);
        expect(['.', '..']).not.toContain(name);
        expect([...name].length).toBeLessThanOrEqual(longestFileName);
        expect(cleanFileName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a type', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  test.each<[string, Uint8Array, string]>([
    ['a picture', png, 'image/png'],
    ['text', Buffer.from('Grüße, 請求書'), 'text/plain'],
    ['a table', Buffer.from('a;b\n1;2\n'), 'text/plain'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain'],
    ['text in Latin-1', Buffer.from('Gr\xfc\xdfe', 'latin1'), 'application/octet-stream'],
    ['text with a NUL', Buffer.from('a\0b'), 'application/octet-stream'],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'application/pdf'],
  ])('of %s is told by its content', async (_name, content, type) => {
    expect(await mediaTypeOf(content)).toBe(type);
  });

  test.each([
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  ])('of a drawing with a script is never that of a picture', async (svg) => {
    expect(await mediaTypeOf(Buffer.from(svg))).not.toMatch(/^image/);
  });

  test('of an archive that unpacks to gigabytes is told without unpacking it', async () => {
    const zeros = new Uint8Array(200 * 1024 * 1024);
    const gzip = gzipSync(zeros);
    const body = deflateRawSync(zeros);
    const name = Buffer.from('[Content_Types].xml');
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(body.length, 18);
    header.writeUInt32LE(zeros.length, 22);
    header.writeUInt16LE(name.length, 26);
    const began = performance.now();
    const memory = process.memoryUsage().rss;
    expect(await mediaTypeOf(gzip)).toBe('application/gzip');
    expect(await mediaTypeOf(Buffer.concat([header, name, body]))).toBe('application/zip');
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(150 * 1024 * 1024);
  });
});
