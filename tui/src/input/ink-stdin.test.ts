/** Ink itself, on the quiet stream: it starts, lends the terminal to an editor, takes it back and leaves it clean. */
import { EventEmitter } from 'node:events';
import { render, Text, useApp, useStdin } from 'ink';
import { createElement, useEffect } from 'react';
import { expect, test } from 'vitest';
import type { InputEvent } from './events.ts';
import { openTerminalInput } from './terminal-input.ts';

test('Ink runs on the quiet stream, an editor gets a clean terminal in between, and keys come one by one', async () => {
  const calls: string[] = [];
  const written: string[] = [];
  const source = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode: (enabled: boolean) => void calls.push(`raw ${enabled}`),
    resume: () => {},
    pause: () => {},
  });
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns: 40,
    rows: 10,
    write: (text: string, done?: unknown) => {
      written.push(text);
      // What kitty answers to Ink's question.
      if (text.includes('\u001b[?u')) setImmediate(() => source.emit('data', Buffer.from('\u001b[?0u')));
      if (typeof done === 'function') done();
      return true;
    },
  });
  const input = openTerminalInput({ stdin: source, stdout });
  const keys: InputEvent[] = [];
  input.listen((event) => keys.push(event));

  let app: ReturnType<typeof useApp> | undefined;
  let mounted = () => {};
  const isMounted = new Promise<void>((resolve) => {
    mounted = resolve;
  });
  const Screen = () => {
    app = useApp();
    const { setRawMode } = useStdin();
    useEffect(() => {
      setRawMode(true);
      mounted();
      return () => setRawMode(false);
    }, [setRawMode]);
    return createElement(Text, null, 'inbox');
  };
  const ink = render(createElement(Screen), {
    stdin: input.inkStdin,
    stdout: stdout as unknown as NodeJS.WriteStream,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    kittyKeyboard: { mode: 'auto' },
  });
  await isMounted;
  await expect.poll(() => written.join('')).toContain('\u001b[>1u');

  source.emit('data', Buffer.from('jj\u0003\u001b]11;rgb:0/0/0\u0007q'));
  expect(keys.map((event) => event.type === 'key' && event.key)).toEqual(['j', 'j', 'c', 'q']);

  let duringEditor: { raw: string | undefined; listeners: number } | undefined;
  await app?.suspendTerminal(async () => {
    duringEditor = { raw: calls.at(-1), listeners: source.listenerCount('data') };
  });
  expect(duringEditor).toEqual({ raw: 'raw false', listeners: 0 });
  expect(calls.at(-1)).toBe('raw true');
  source.emit('data', Buffer.from('k'));
  expect(keys.at(-1)).toMatchObject({ key: 'k' });

  ink.unmount();
  await ink.waitUntilExit();
  input.close();
  expect(calls.at(-1)).toBe('raw false');
  const modes = written.join('').match(/\?(?:2004|1004|1049)[hl]/g) ?? [];
  expect(modes.filter((mode) => mode.endsWith('h')).toSorted()).toEqual(
    modes
      .filter((mode) => mode.endsWith('l'))
      .map((mode) => mode.replace('l', 'h'))
      .toSorted(),
  );
});
