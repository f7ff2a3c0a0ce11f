/** Whatever a file is called and says of itself: a viewer gets one path of ours, or nothing is opened. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { removeViewed, viewedName, viewFile, whyNotViewed } from './view-file.ts';

afterEach(removeViewed);

test('the viewer is started with one path, in a folder and with a file that are for their owner alone', async () => {
  const bin = mkdtempSync(join(tmpdir(), 'postern-bin-'));
  try {
    const log = join(bin, 'log');
    for (const name of ['xdg-open', 'open']) {
      writeFileSync(
        join(bin, name),
        `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > ${log}.new && mv ${log}.new ${log}\n`,
      );
      chmodSync(join(bin, name), 0o755);
    }
    const file = { fileName: '--help; $(touch x)/../.bashrc.desktop', mediaType: 'image/png' };
    await viewFile({ ...file, content: Buffer.from('png') }, { PATH: `${bin}:${process.env.PATH}` });
    await expect.poll(() => existsSync(log), { timeout: 10_000 }).toBe(true);
    const [count, path = ''] = readFileSync(log, 'utf8').split('\n');
    expect(count).toBe('1');
    expect(path.startsWith('/')).toBe(true);
    expect(basename(path)).toBe('bashrc.png');
    expect(readFileSync(path, 'utf8')).toBe('png');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(statSync(dirname(dirname(path))).mode & 0o777).toBe(0o700);
    removeViewed();
    expect(existsSync(dirname(dirname(path)))).toBe(false);
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
});

test('a viewer that is not there is said', async () => {
  const file = { fileName: 'a.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF') };
  await expect(viewFile(file, { PATH: '/nowhere' })).rejects.toThrow(/could not be started/);
});

test.each([
  ['exit 3', /found no viewer \(exit 3\)/],
  ['kill -9 $$', /found no viewer \(SIGKILL\)/],
])('an opener that ends with %s has opened nothing', async (ending, why) => {
  const bin = mkdtempSync(join(tmpdir(), 'postern-bin-'));
  try {
    for (const name of ['xdg-open', 'open'])
      writeFileSync(join(bin, name), `#!/bin/sh\n${ending}\n`, { mode: 0o755 });
    const file = { fileName: 'a.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF') };
    await expect(viewFile(file, { PATH: `${bin}:${process.env.PATH}` })).rejects.toThrow(why);
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
});

test('no name leads anywhere else, and the ending is that of the content', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (fileName) => {
      const name = viewedName(fileName, 'application/pdf');
      expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N} _-]*\.pdf$/u);
    }),
  );
});

test('what can do things is not opened, and nothing is where nobody would see it', () => {
  const here = { DISPLAY: ':0' };
  for (const kind of [
    'text/html',
    'image/svg+xml',
    'application/xml',
    'application/zip',
    'application/x-msdownload',
    'constructor',
    'toString',
  ])
    expect(whyNotViewed(kind, here)).toContain('are not opened');
  expect(whyNotViewed('application/octet-stream', here)).not.toBeNull();
  expect(whyNotViewed('image/png', { ...here, SSH_TTY: '/dev/pts/1' })).not.toBeNull();
  if (process.platform === 'linux') {
    expect(whyNotViewed('image/png', {})).toBe('there is no screen');
    expect(whyNotViewed('image/png', here)).toBeNull();
    expect(whyNotViewed('text/plain', here)).toBe('a viewer could take text for a page or a program');
  }
});
