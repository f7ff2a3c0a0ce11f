/** The terminal is taken, lent and given back, and whoever has it in between finds it clean. */
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { openTerminalInput } from '../input/terminal-input.ts';
import { openScreen } from './terminal-screen.ts';

function terminal(isKitty = false) {
  const written: string[] = [];
  const source = Object.assign(new EventEmitter(), {
    isTTY: true,
    isRaw: false,
    setRawMode(enabled: boolean) {
      source.isRaw = enabled;
    },
    resume: () => {},
    pause: () => {},
  });
  const stdout = Object.assign(new EventEmitter(), {
    writableNeedDrain: false,
    write(text: string) {
      written.push(text);
      if (isKitty && text === '\u001b[?u') setImmediate(() => source.emit('data', Buffer.from('\u001b[?0u')));
      return true;
    },
  });
  const input = openTerminalInput({ stdin: source, stdout });
  return { source, stdout, input, written, all: () => written.join('') };
}

/** What is switched on after these bytes and not off again. */
function modesAfter(bytes: string): string[] {
  const on = new Set<string>();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the escapes that are looked for
  for (const [, mode, way] of bytes.matchAll(/\u001b\[\?(\d+)([hl])/g)) {
    if (way === 'h') on.add(mode as string);
    else on.delete(mode as string);
  }
  return [...on].sort();
}

const frame = (text: string) => ({ lines: [text], columns: 10, cursor: { x: 1, y: 0 } });
/** Wrapping and the cursor are on before anybody comes; pastes and focus are told while it is ours. */
const asFound = ['25', '7'];
const ours = ['1004', '1049', '2004', '25'];

test('an editor gets a clean terminal, and afterwards the whole screen is there again', async () => {
  const { input, stdout, source, all } = terminal(true);
  const screen = openScreen({ stdout, input });
  screen.show(frame('inbox'));
  expect(modesAfter(`\u001b[?7h${all()}`)).toEqual(ours);
  await expect.poll(all).toContain('\u001b[>1u');
  let during: unknown;
  await screen.lend(async () => {
    screen.show(frame('hidden'));
    during = { raw: source.isRaw, modes: modesAfter(all()), listeners: source.listenerCount('data') };
  });
  expect(during).toEqual({ raw: false, modes: asFound, listeners: 0 });
  const again = all().slice(all().lastIndexOf('\u001b[?1049h'));
  expect(again).toContain('hidden');
  expect(again).toContain('\u001b[>1u');
  expect(source.isRaw).toBe(true);
  screen.close();
  screen.close();
  input.close();
  expect(modesAfter(all())).toEqual(asFound);
  expect(all().match(/\[<u/g)).toHaveLength(2);
  expect(source.isRaw).toBe(false);
});

test('a terminal that is slow gets the newest frame alone', () => {
  const { input, stdout, all } = terminal();
  const screen = openScreen({ stdout, input });
  stdout.writableNeedDrain = true;
  screen.show(frame('one'));
  screen.show(frame('two'));
  expect(screen.isBehind).toBe(true);
  stdout.writableNeedDrain = false;
  stdout.emit('drain');
  expect(all()).not.toContain('one');
  expect(all()).toContain('two');
  expect(screen.isBehind).toBe(false);
});
