/** What a key may cost: bytes exactly, processor time with room for a busy machine. */
import { expect, test } from 'vitest';
import { createEditor } from '../src/editor/editor.ts';
import { drawFrame } from '../src/inbox/frames.ts';
import { commands } from '../src/keys/commands.ts';
import { createPainter, type Painter } from '../src/paint/painter.ts';
import type { InboxState } from '../src/store/model.ts';
import { unicodeGlyphs } from '../src/text/glyphs.ts';
import { createTheme } from '../src/text/theme.ts';
import { foreignTexts, sampleState, writing } from './sample-state.ts';

const look = { glyphs: unicodeGlyphs, isAscii: false, commands };
const theme = createTheme({ depth: 'truecolor', background: 'dark' });
/** A full screen of tickets, most of them in letters that cost most. */
const texts = Array.from({ length: 80 }, (_, index) => foreignTexts[index % foreignTexts.length] as string);

const mostMs = 9;
const mostMoveBytes = 1_500;
const mostLetterBytes = 300;

function bytesFor(painter: Painter, state: InboxState): number {
  return Buffer.byteLength(painter.update(drawFrame(state, look, theme)));
}

for (const [columns, rows] of [
  [200, 60],
  [80, 24],
] as const) {
  test(`at ${columns}x${rows} a move and a letter stay within their bytes and their time`, () => {
    const painter = createPainter();
    let state = sampleState(columns, rows, texts);
    bytesFor(painter, state);
    const ids = state.list.rows.map((row) => row.id);
    const before = process.cpuUsage();
    const moves = 200;
    for (let turn = 0; turn < moves; turn += 1) {
      state = { ...state, list: { ...state.list, cursorId: ids[1 + (turn % 8)] as string } };
      expect(bytesFor(painter, state)).toBeLessThanOrEqual(mostMoveBytes);
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / moves).toBeLessThan(mostMs);

    let text = '';
    const ticket = state.tickets.values().next().value;
    if (!ticket) throw new Error('There is no ticket.');
    state = writing(state, 'reply', ticket, '');
    bytesFor(painter, state);
    for (const letter of 'Please try once more, and tell us what it says. ログインできません') {
      text += letter;
      const composer = state.composer;
      if (!composer) throw new Error('Nobody writes.');
      state = { ...state, composer: { ...composer, editor: createEditor(text) } };
      expect(bytesFor(painter, state)).toBeLessThanOrEqual(mostLetterBytes);
    }
  });
}
