/** "What the customer sees": the customer's page of a ticket inside bands that say so, with nothing to write in it. */
import type { InboxState } from '../store/model.ts';
import type { SeenMessage, SightView } from '../store/safe-sight.ts';
import type { Sight } from '../store/sight.ts';
import { wrap } from '../text/wrap.ts';
import { layoutOf } from './layout.ts';
import { ends, type Line, row, ruled, span } from './line.ts';
import { dot, type Look } from './look.ts';
import { momentText } from './times.ts';
import { titled } from './title-line.ts';

/** Lines above and below the part that scrolls: two bands on top, one at the bottom. */
const bands = 3;
/** Longer lines are hard to read, however wide the screen is. */
const widestText = 100;

/** All lines above the footer. */
export function sightLines(state: InboxState, sight: Sight, look: Look): Line[] {
  const { columns } = state.size;
  const room = sightRoom(state);
  const body = bodyOf(state, sight, look).slice(sight.top, sight.top + room);
  while (body.length < room) body.push(framed([], columns, look));
  const who = nameOf(sight);
  const count = sight.people.length;
  const place = count > 1 ? `${sight.index + 1} of ${count} people ${dot(look)} Tab next ` : '';
  return [
    titled(state, [span(` WHAT THE CUSTOMER SEES ${dot(look)} ${who}`)], [span(`#${sight.number} `)]),
    ends(columns, [verdictSpan(sight, look)], [span(place, 'dim')]),
    ...body,
    ends(columns, [span(` THE CUSTOMER'S VIEW OF #${sight.number}: NOTHING IS WRITTEN HERE`)], [], 'header'),
  ];
}

/** How far down the first line may stand. */
export function lastSightTop(state: InboxState): number {
  const { sight } = state;
  if (!sight) return 0;
  // Line counts are the same in every glyph set.
  return Math.max(0, bodyOf(state, sight, plainLook).length - sightRoom(state));
}

/** Lines of the part that scrolls. */
export function sightRoom(state: InboxState): number {
  return Math.max(1, state.size.rows - layoutOf(state).footRows - bands);
}

const plainLook = { glyphs: { bar: '|', rule: '-' }, isAscii: true } as Look;

function nameOf({ people, index, view }: Sight): string {
  return view?.contact ?? people[index]?.name ?? 'nobody';
}

function verdictSpan(sight: Sight, look: Look) {
  const { view, problem } = sight;
  if (problem) return span(` ${problem}`, 'error');
  if (!view) return span(' Asking the desk…', 'dim');
  const who = nameOf(sight);
  if (view.isVisible) return span(` ${look.isAscii ? 'ok' : '✓'} ${who} sees this ticket now.`, 'success');
  const shut = view.gates.filter(({ isOpen }) => !isOpen).map(({ name }) => name);
  return span(
    ` ${look.isAscii ? 'x' : '✗'} ${who} does not see this ticket. Shut: ${shut.join(', ')}.`,
    'warning',
  );
}

/** Lines made of one view are kept as long as it lives. */
const kept = new WeakMap<SightView, { key: string; lines: readonly Line[] }>();

function bodyOf(state: InboxState, { view }: Sight, look: Look): readonly Line[] {
  if (!view) return [];
  const { columns } = state.size;
  const key = `${columns} ${look.glyphs.bar} ${new Date(state.now).toDateString()}`;
  const known = kept.get(view);
  if (known?.key === key) return known.lines;
  const lines = [...gateLines(view, columns, look), ...pageLines(view, columns, state.now, look)];
  kept.set(view, { key, lines });
  return lines;
}

function gateLines({ gates }: SightView, columns: number, look: Look): Line[] {
  return gates.flatMap(({ name, isOpen, detail }) => {
    const words = isOpen ? 'open' : 'shut';
    const [first = '', ...rest] = wrap(detail, Math.max(10, columns - 22));
    return [
      framed(
        [span(words, isOpen ? 'success' : 'error'), span(`  ${name.padEnd(12)}  ${first}`)],
        columns,
        look,
      ),
      ...rest.map((text) => framed([span(`${' '.repeat(20)}${text}`)], columns, look)),
    ];
  });
}

function pageLines(view: SightView, columns: number, now: number, look: Look): Line[] {
  const between = ` ${dot(look)} `;
  const title = view.isVisible ? 'the page, as the customer has it' : 'the page, once every gate is open';
  const leftOut = view.leftOut
    ? `Left out: ${view.leftOut}.`
    : 'Nothing is left out: there are no notes, and every message is shown.';
  return [
    ruled(columns, look.glyphs.rule, [span(title, 'publicMark')], 'publicFrame'),
    ...wrap(view.subject, textWidthIn(columns)).map((text) => framed([span(text, 'strong')], columns, look)),
    framed(
      [span(`${view.label}${between}last activity ${momentText(view.lastActivityAt, now)}`, 'dim')],
      columns,
      look,
    ),
    ...view.properties.map(({ label, value }) =>
      framed([span(`${label}: `, 'dim'), span(value)], columns, look),
    ),
    framed([], columns, look),
    ...view.messages.flatMap((message) => messageLines(message, columns, now, look)),
    ruled(columns, look.glyphs.rule, [span('end of the page', 'publicMark')], 'publicFrame'),
    ...wrap(leftOut, textWidthIn(columns)).map((text) => row(columns, [span(`  ${text}`, 'dim')])),
  ];
}

function messageLines(message: SeenMessage, columns: number, now: number, look: Look): Line[] {
  const { author } = message;
  const by = author.kind === 'you' ? `You (${author.name})` : author.name;
  const from = author.kind === 'agent' ? ` ${dot(look)} support` : '';
  const when = ` ${dot(look)} ${message.channel} ${dot(look)} ${momentText(message.at, now)}`;
  return [
    framed([span(by, 'strong'), span(from, 'publicMark'), span(when, 'dim')], columns, look),
    ...wrap(message.text, textWidthIn(columns)).map((text) => framed([span(text)], columns, look)),
    ...message.files.map((file) => framed([span('file: ', 'dim'), span(file)], columns, look)),
    framed([], columns, look),
  ];
}

const textWidthIn = (columns: number) => Math.max(1, Math.min(widestText, columns - 4));

/** A line of the customer's page: a bar at its left that no line of an ordinary thread has. */
function framed(spans: Parameters<typeof row>[1], columns: number, look: Look): Line {
  return row(columns, [span(`${look.glyphs.bar} `, 'publicFrame'), ...spans]);
}
