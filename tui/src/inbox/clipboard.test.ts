/** Copies go to the terminal, and to this machine's clipboard where the person sits at it, as text and never as a command. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { clipboardText, clipboardTools, copyText } from './clipboard.ts';
import { askTmux, throughTmux } from './tmux.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with programs in it, each a line of shell. */
function programs(scripts: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'postern-clipboard-'));
  folders.push(folder);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

const commandsFor = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
  clipboardTools(env, platform).map(({ command }) => command);

test('which programs may take a copy goes by where the person sits', () => {
  expect(commandsFor({ WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' })).toEqual(['wl-copy', 'xclip', 'xsel']);
  expect(commandsFor({ DISPLAY: ':0' })).toEqual(['xclip', 'xsel']);
  expect(commandsFor({})).toEqual([]);
  expect(commandsFor({}, 'darwin')).toEqual(['pbcopy']);
  expect(commandsFor({ WSL_DISTRO_NAME: 'Debian' })).toEqual(['clip.exe']);
  expect(commandsFor({ SSH_CONNECTION: '1', DISPLAY: ':10' })).toEqual([]);
  expect(commandsFor({ SSH_TTY: '/dev/pts/1', TMUX: '/tmp/tmux' }, 'darwin')).toEqual(['tmux']);
});

test('the text arrives on stdin, whatever it says, at the first program that takes it', async () => {
  const folder = programs({
    'wl-copy': 'exit 1',
    xclip: 'cat > "$OUT"; echo "$@" > "$OUT.args"',
    xsel: 'echo too late > "$OUT"',
  });
  const out = join(folder, 'out');
  const env = { PATH: `${folder}:/bin:/usr/bin`, OUT: out, WAYLAND_DISPLAY: 'w', DISPLAY: ':0' };
  const written: string[] = [];
  const hostile = '$(touch /tmp/owned); é \u001b]0;x\u0007\n"quoted"';
  const write = (text: string) => written.push(text);
  await copyText(hostile, { env, write, passesThrough: false });
  expect(readFileSync(out, 'utf8')).toBe(hostile);
  expect(readFileSync(`${out}.args`, 'utf8')).toBe('-selection clipboard -in\n');
  expect(written).toEqual([clipboardText(hostile)]);
});

test('without any of the programs the terminal alone gets it, and nothing fails', async () => {
  const written: string[] = [];
  const env = { PATH: programs({}), WAYLAND_DISPLAY: 'w', DISPLAY: ':0' };
  await copyText('x', { env, write: (text) => written.push(text), passesThrough: true });
  expect(written).toEqual([clipboardText('x'), throughTmux(clipboardText('x'))]);
});

test('tmux is asked what it lets through; one that does not answer lets nothing through', async () => {
  const env = (script: string) => ({
    TMUX: '/tmp/tmux',
    PATH: `${programs({ tmux: script })}:/bin:/usr/bin`,
  });
  expect(await askTmux(env('echo "1,0"'))).toEqual({ passesThrough: true, tellsFocus: false });
  expect(await askTmux(env('echo "0,1"'))).toEqual({ passesThrough: false, tellsFocus: true });
  expect(await askTmux(env('echo "1,1"; exit 1'))).toEqual({ passesThrough: false, tellsFocus: false });
  expect(await askTmux({ PATH: '' })).toBeNull();
  expect(throughTmux('\u001b]52;c;eA==\u0007')).toBe('\u001bPtmux;\u001b\u001b]52;c;eA==\u0007\u001b\\');
});
