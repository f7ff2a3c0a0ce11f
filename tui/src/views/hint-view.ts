/** A hint above the footer, in a frame of its own: it takes its lines from the inbox and covers nothing of it. */
import { hintNow, hints } from '../store/hints.ts';
import type { InboxState } from '../store/model.ts';
import { wrap } from '../text/wrap.ts';
import { type Line, row, span } from './line.ts';
import { dot, type Look } from './look.ts';

/** Below this a hint is a line of the footer. */
const leastRows = 18;

type Hinted = Pick<InboxState, 'size'> & Parameters<typeof hintNow>[0];

/** Lines that the hint takes; 0 where there is none, and in a low window. */
export function hintRows(state: Hinted): number {
  const now = state.size.rows < leastRows ? null : hintNow(state);
  return now ? 2 + textRows(state, now.hint.text).length : 0;
}

/** Exactly `hintRows` lines. */
export function hintLines(state: Hinted, look: Look): Line[] {
  if (hintRows(state) === 0) return [];
  const now = hintNow(state);
  if (!now) return [];
  const { columns } = state.size;
  const { glyphs } = look;
  const frame = glyphs.thin;
  const edge = (left: string, words: string, right: string) => {
    const room = columns - 5 - [...words].length;
    return row(columns, [
      span(`${left}${frame.top} `, 'key'),
      span(words, 'key'),
      span(` ${frame.top.repeat(Math.max(1, room))}${right}`, 'key'),
    ]);
  };
  return [
    edge(
      frame.topLeft,
      `Hint ${now.number} of ${hints.length} ${dot(look)} ${now.hint.title}`,
      frame.topRight,
    ),
    ...textRows(state, now.hint.text).map((text) =>
      row(columns, [
        span(`${frame.left} `, 'key'),
        span(text.padEnd(columns - 4)),
        span(` ${frame.right}`, 'key'),
      ]),
    ),
    edge(frame.bottomLeft, 'Press its key, or Esc for the next one', frame.bottomRight),
  ];
}

/** The hint as one line, for a window that is too low for a frame. */
export function hintWords(state: Hinted): string | null {
  if (state.size.rows >= leastRows) return null;
  const now = hintNow(state);
  return now && `${now.number}/${hints.length} ${now.hint.text}`;
}

function textRows({ size }: Hinted, text: string): string[] {
  return wrap(text, Math.max(10, size.columns - 4));
}
