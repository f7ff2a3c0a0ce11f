/**
 * Whatever keys are pressed, whatever the desk does meanwhile, at whatever size: the screen is what a new painting
 * would show, the cursor stays on its ticket, and what is sent is of the kind that stands on the screen.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFrames, drawFrame } from '../src/inbox/frames.ts';
import { createKeyboard } from '../src/inbox/keyboard.ts';
import { createCommands } from '../src/inbox/run-command.ts';
import { wordsFor } from '../src/inbox/words.ts';
import { characterEvent, keyEvent } from '../src/input/decode-sequence.ts';
import { commands } from '../src/keys/commands.ts';
import { createPainter } from '../src/paint/painter.ts';
import { usualSettings } from '../src/settings/terminal-settings.ts';
import { createInbox } from '../src/store/inbox.ts';
import { unicodeGlyphs } from '../src/text/glyphs.ts';
import { createTheme } from '../src/text/theme.ts';
import { emulatedScreen } from './emulated-screen.ts';
import { type Change, toyDesk } from './toy-desk.ts';

type Size = { columns: number; rows: number };
type Step =
  | { kind: 'keys'; keys: string }
  | { kind: 'change'; what: Change; which: number }
  | { kind: 'answer'; count: number }
  | { kind: 'pass'; ms: number }
  | { kind: 'quiet' | 'cut' | 'mend' }
  /** Nobody presses a key while something happens. */
  | { kind: 'watch'; what: Change; which: number; isCut: boolean }
  /** Somebody writes, and presses one of the chords, perhaps in a window of another size. */
  | { kind: 'write'; as: 'r' | 'n'; chord: 'ctrl+s' | 'ctrl+n'; size: Size }
  | { kind: 'resize'; size: Size };

const keys = [
  ...['r', 'n', 'enter', 'escape', 'ctrl+s', 'ctrl+n', 'ctrl+x', 'y', 'j', 'k', 'J', 'K', 'G', 'g g', 'tab'],
  ...[
    'q',
    'c',
    'o',
    '.',
    '/',
    '1',
    '2',
    '4',
    '5',
    '?',
    ':',
    'ctrl+l',
    'ctrl+w',
    'backspace',
    'up',
    'left',
    'a m',
  ],
  ...['space', 'V', '*', 'p', 'u', 'pagedown', 'pageup', 'ctrl+d', 'ctrl+u', 'end', 'a', 'x', '日', 'u', 'e'],
  ...['r x ctrl+s', 'n x ctrl+n', 'enter r x', 'escape', 'j', 'k'],
  ...[', d', ', f', ', l', ','],
];
const sizes: Size[] = [
  ...[
    { columns: 80, rows: 24 },
    { columns: 45, rows: 12 },
    { columns: 120, rows: 16 },
  ],
  ...[
    { columns: 60, rows: 18 },
    { columns: 39, rows: 9 },
    { columns: 40, rows: 10 },
  ],
];
const changes: Change[] = ['filed', 'message', 'note', 'closed', 'reopened', 'assigned'];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...keys).map((each): Step => ({ kind: 'keys', keys: each })) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      ...{ what: fc.constantFrom(...changes), which: fc.nat(9) },
    }),
  },
  { weight: 4, arbitrary: fc.nat(4).map((count): Step => ({ kind: 'answer', count: count + 1 })) },
  { weight: 3, arbitrary: fc.constantFrom(30, 60, 400, 1_000).map((ms): Step => ({ kind: 'pass', ms })) },
  { weight: 4, arbitrary: fc.constant<Step>({ kind: 'quiet' }) },
  { weight: 2, arbitrary: fc.constantFrom(...sizes).map((size): Step => ({ kind: 'resize', size })) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: 'cut' }, { kind: 'mend' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('watch' as const),
      ...{ what: fc.constantFrom(...changes), which: fc.nat(9), isCut: fc.boolean() },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: fc.constant('write' as const), as: fc.constantFrom('r', 'n') },
      ...{ chord: fc.constantFrom('ctrl+s', 'ctrl+n'), size: fc.constantFrom(...sizes) },
    }),
  },
);

const look = { glyphs: unicodeGlyphs, isAscii: false, commands };
const theme = createTheme({ depth: '256', background: 'dark' });
const grown = emulatedScreen(80, 24);
const fresh = emulatedScreen(80, 24);

const kindOnTop = (rows: string[]) => {
  if (rows.some((row) => row.startsWith('┌─ PUBLIC REPLY → '))) return 'message';
  return rows.some((row) => row.startsWith('▛▀ INTERNAL NOTE ·')) ? 'note' : null;
};
const kindBelow = (rows: string[]) => {
  const last = rows.at(-1) ?? '';
  if (last.endsWith('REPLY (PUBLIC)')) return 'message';
  return last.endsWith('NOTE (TEAM)') ? 'note' : null;
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-walk-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

let sentInAll = 0;
let checks = 0;

const sending = ['ctrl+s', 'ctrl+n', 'enter'];

/** As it is before the timers are faked. */
const turnOfTheLoop = setImmediate;

async function walk(steps: readonly Step[]) {
  const size = { columns: 80, rows: 24 };
  const toShow = (screen: typeof grown, { columns, rows }: Size) => {
    screen.resize(columns, rows);
    screen.reset();
    screen.write('\u001b[?7l');
  };
  toShow(grown, size);
  const sent: { kind: string; top: string | null; below: string | null }[] = [];
  /** By its request id: what is asked for again, or kept while the desk is away and sent later, was on the screen once. */
  const asked = new Map<string, string>();
  const shown = () => {
    const rows = grown.rows();
    return { top: kindOnTop(rows), below: kindBelow(rows) };
  };
  /** What stood on the screen when the key was pressed that sends: the desk is asked about a text before it leaves. */
  let decided: ReturnType<typeof shown> | null = null;
  const ask = (kind: string, requestId: string) => {
    const known = asked.get(requestId);
    sent.push({ kind, ...(known === undefined ? (decided ?? shown()) : { top: known, below: known }) });
    asked.set(requestId, known ?? kind);
  };
  const desk = toyDesk(ask);
  const kept = new Set<string>();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `request-${ids}`;
  };
  const stateFolder = mkdtempSync(join(folder, 'walk-'));
  const inbox = createInbox({
    ...{ client: desk.client, url: 'toy', desk: 'toy', query: 'is:open', isReadOnly: false, size },
    ...{ stateFolder, now: Date.now, wordsFor, newId },
  });
  const outside = {
    ...{ quit() {}, suspend() {}, repaint() {}, openEditor() {}, editText() {}, copy() {} },
    ...{ hasBrowser: false, async browse() {}, saveFile: async (fileName: string) => fileName },
    viewFile: async () => null,
    settings: { get: () => usualSettings, set: async () => null },
    desk: { url: 'toy', profile: 'default', env: {}, actOf: null },
    desks: { names: [], go() {} },
  };
  const keyboard = createKeyboard(inbox.hub, createCommands(inbox, outside));
  const frames = createFrames(inbox.hub, look, theme);
  const painter = createPainter();
  grown.write(painter.update(frames.frame()));
  frames.subscribe(() => grown.write(painter.update(frames.frame())));
  inbox.hub.subscribe(() => {
    for (const { deed, requestId } of inbox.hub.get().offline) {
      if ((deed.kind !== 'reply' && deed.kind !== 'note') || kept.has(requestId)) continue;
      kept.add(requestId);
      ask(deed.kind === 'reply' ? 'message' : 'note', requestId);
    }
  });
  inbox.start();

  const flush = async () => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    // Frames come at the end of a turn of the event loop.
    vi.advanceTimersByTime(0);
  };
  const pass = async (ms: number) => {
    vi.advanceTimersByTime(ms);
    await flush();
  };
  const quiet = async () => {
    for (let turn = 0; turn < 30; turn += 1) {
      desk.answer();
      await flush();
      await pass(60);
      if (desk.pending === 0 && !inbox.isBusy && !keyboard.isWaiting) return true;
    }
    return false;
  };
  /** What is drawn from a copy of the state, for which nothing can be taken from what was drawn before. */
  const checkKeptLines = () => {
    // What finds the words of a search is a function, which has no copy; drawing takes its key for it.
    const { hits, ...state } = inbox.hub.get();
    const { lines } = drawFrame({ ...structuredClone(state), hits }, look, theme);
    if (lines.join() !== frames.frame().lines.join()) expect(frames.frame().lines).toEqual(lines);
  };
  let checked: unknown;
  const check = () => {
    // What an answer set is drawn when the event loop turns, as on a real screen.
    while (frames.isDue) vi.advanceTimersByTime(0);
    const frame = frames.frame();
    if (frame === checked) return;
    checked = frame;
    checks += 1;
    toShow(fresh, inbox.hub.get().size);
    fresh.write(createPainter().update(frame));
    const [is, shouldBe] = [grown.cells(), fresh.cells()];
    if (is.join('\n') !== shouldBe.join('\n')) expect(is).toEqual(shouldBe);
    if (checks % 5 === 0) checkKeptLines();
  };
  const press = async (keys: string) => {
    for (const key of keys.split(' ')) {
      // While one is on its way no key decides anything about it.
      if (sending.includes(key) && !inbox.hub.get().composer?.isSending) decided = shown();
      keyboard.handle(eventFor(key));
      await flush();
      check();
    }
  };
  const resize = async (to: Size) => {
    grown.resize(to.columns, to.rows);
    inbox.resize(to);
    await flush();
  };
  /** Whatever happens meanwhile: the cursor's ticket is the same before and after. */
  const watch = async (happens: () => Promise<void>) => {
    if (!(await quiet())) return;
    const { cursorId } = inbox.hub.get().list;
    await happens();
    check();
    await quiet();
    if (cursorId !== null) expect(inbox.hub.get().list.cursorId).toBe(cursorId);
  };
  const take = async (each: Step) => {
    if (each.kind === 'keys') await press(each.keys);
    if (each.kind === 'change') desk.change(each.what, each.which);
    if (each.kind === 'answer') desk.answer(each.count);
    if (each.kind === 'pass') await pass(each.ms);
    if (each.kind === 'resize') await resize(each.size);
    if (each.kind === 'cut') desk.cut();
    if (each.kind === 'mend') desk.mend();
    if (each.kind === 'quiet') await quiet();
    if (each.kind === 'watch')
      await watch(async () => {
        if (each.isCut) desk.cut();
        desk.change(each.what, each.which);
        await pass(400);
        desk.mend();
        await pass(1_000);
      });
    if (each.kind === 'write') {
      await press(each.as);
      await quiet();
      await press('x');
      await resize(each.size);
      await press(each.chord);
    }
  };

  try {
    for (const each of steps) {
      await take(each);
      await flush();
      check();
    }
    checkKeptLines();
    for (const { kind, top, below } of sent) expect({ top, below }).toEqual({ top: kind, below: kind });
    sentInAll += sent.length;
  } finally {
    keyboard.stop();
    inbox.stop();
    vi.clearAllTimers();
    rmSync(stateFolder, { recursive: true, force: true });
    // The real loop turns once, or what ends by its timers alone (requests' time limits) piles up for the whole run.
    await new Promise((resolve) => turnOfTheLoop(resolve));
  }
}

function eventFor(key: string) {
  const [, control, rest] = /^(ctrl\+)?(.+)$/.exec(key) as RegExpExecArray;
  if (control) return keyEvent(rest as string, { ctrl: true });
  if (rest === 'space') return characterEvent(' ');
  return [...(rest as string)].length === 1 ? characterEvent(rest as string) : keyEvent(rest as string);
}

/** What marks the words of a search is part of the state, and seldom comes about by chance. */
const searching: Step[] = ['/', 'ctrl+u', 'x', 'enter', 'enter'].flatMap((keys): Step[] => [
  { kind: 'keys', keys },
  { kind: 'quiet' },
]);

test(
  'a walk of any steps keeps the three promises',
  async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
    });
    const numRuns = process.env.POSTERN_NIGHTLY ? 100_000 : Number(process.env.WALKS ?? 2_000);
    // Loaded before the clock stands still, so that it is there within a step.
    await import('../src/text/search-hits.ts');
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), walk), {
      numRuns,
      endOnFailure: true,
      examples: [[searching]],
    });
    // Walks that never send and screens that are never compared would prove nothing.
    expect(sentInAll).toBeGreaterThan(numRuns / 20);
    expect(checks).toBeGreaterThan(numRuns * 4);
  },
  3 * 60 * 60_000,
);
