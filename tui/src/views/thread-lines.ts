/** A thread as lines: messages, notes that cannot be taken for messages, and events as one dim line each. */

import type { Entry, Ticket } from '../store/model.ts';
import { foldParts } from '../text/fold.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { withOwnMoments } from '../text/later.ts';
import type { SearchHits } from '../text/search-hits.ts';
import type { Role, Span } from '../text/theme.ts';
import { wrap } from '../text/wrap.ts';
import { deliveryLines } from './delivery-lines.ts';
import { foldedChanges } from './event-runs.ts';
import { type Line, row, ruled, span, widthOf } from './line.ts';
import { linkedRows } from './linked-text.ts';
import { momentText } from './times.ts';

/** What the lines of a thread depend on besides its entries. */
export interface ThreadLook {
  width: number;
  glyphs: Glyphs;
  /** The reader's name: their own messages are from "You". */
  me: string;
  now: number;
  newFrom: string | undefined;
  /** Shows quotes, long texts and runs of changes whole. */
  isUnfolded: boolean;
  /** Entries that are shown the other way. */
  apart: ReadonlySet<string>;
  /** What was searched for, marked where it stands. */
  hits: SearchHits | null;
}

/** The lines of one entry, a blank one behind it included. */
export interface Block {
  entryId: string;
  isMessage: boolean;
  lines: readonly Line[];
}

/** Longer lines are hard to read, however wide the screen is. */
const widestText = 100;

interface Kept {
  /** The blocks of entries, as long as the entries live; another width, day or neighbour makes them anew. */
  entries: WeakMap<Entry, { key: string; block: Block }>;
  /** The blocks of threads, likewise: scrolling asks for the same ones with every key. */
  threads: WeakMap<Ticket['timeline'], { key: string; blocks: readonly Block[] }>;
}

/** For each set of signs, because scrolling counts lines in one and the screen may draw them in another. */
const keptFor = new WeakMap<Glyphs, Kept>();

/** The whole thread, the newest at the end. */
export function threadBlocks(ticket: Pick<Ticket, 'timeline'>, look: ThreadLook): readonly Block[] {
  const { timeline } = ticket;
  const kept = keptFor.get(look.glyphs) ?? { entries: new WeakMap(), threads: new WeakMap() };
  keptFor.set(look.glyphs, kept);
  const lookKey = `${look.width} ${look.me} ${new Date(look.now).toDateString()} ${look.isUnfolded} ${look.hits?.key ?? ''}`;
  const key = `${lookKey} ${look.newFrom} ${[...look.apart].join()}`;
  const known = kept.threads.get(timeline);
  if (known?.key === key) return known.blocks;
  const folded = foldedChanges(
    timeline,
    look.newFrom,
    (firstId) => look.isUnfolded !== look.apart.has(firstId),
  );
  const blocks = timeline.map((entry, index) => {
    const changes = folded.get(entry.id);
    const isApart = look.apart.has(entry.id);
    const isNew = entry.id === look.newFrom;
    // Events stand together; everything else gets air around it.
    const hasAir =
      !(entry.kind === 'event' && timeline[index + 1]?.kind === 'event') && index < timeline.length - 1;
    const entryKey = `${lookKey} ${isApart} ${isNew} ${hasAir} ${changes}`;
    const before = kept.entries.get(entry);
    if (before?.key === entryKey) return before.block;
    const lines =
      changes === undefined
        ? entryLines(entry, isApart ? { ...look, isUnfolded: !look.isUnfolded } : look)
        : changesLines(changes, look);
    if (isNew) lines.unshift(ruled(look.width, look.glyphs.rule, [span('new', 'newMark')], 'newMark'));
    if (hasAir) lines.push(row(look.width, []));
    const block = { entryId: entry.id, isMessage: entry.kind !== 'event', lines };
    kept.entries.set(entry, { key: entryKey, block });
    return block;
  });
  kept.threads.set(timeline, { key, blocks });
  return blocks;
}

function entryLines(entry: Entry, look: ThreadLook): Line[] {
  if (entry.kind === 'note') return noteLines(entry, look);
  if (entry.kind === 'event') return eventLines(entry, look);
  if (entry.kind === 'held') return heldLines(entry, look);
  return messageLines(entry, look);
}

function messageLines(entry: Entry, look: ThreadLook): Line[] {
  const isOurs = entry.direction === 'out';
  const author = isOurs && entry.author.name === look.me ? 'You' : entry.author.name;
  const mark = isOurs ? look.glyphs.publicArrow : ' ';
  const head = [
    span(`${mark} `, 'publicMark'),
    span(author, 'strong'),
    span(isOurs ? ' · public reply' : '', 'dim'),
    span(`${sourceWords(entry)} · ${momentText(entry.at, look.now)}`, 'dim'),
  ];
  const files = fileSpans(entry).map((spans) => row(look.width, [span('   '), ...spans]));
  return [
    row(look.width, head),
    ...bodyLines(entry.text, look, '   '),
    ...files,
    ...deliveryLines(entry, look),
  ];
}

function heldLines(entry: Entry, look: ThreadLook): Line[] {
  const by = entry.author.name === look.me ? 'You' : entry.author.name;
  const head = [
    span(`${look.glyphs.publicArrow} `, 'publicMark'),
    span('WAITING REPLY', 'warning'),
    span(` · ${by}`),
  ];
  const why = span(` · ${entry.source}`);
  // Why it was stopped is read whole.
  const hasRoom = widthOf([...head, why]) <= look.width;
  const reason = hasRoom
    ? []
    : wrap(entry.source, look.width - 4).map((each) => row(look.width, [span(`   ${each}`, 'warning')]));
  // They take no number: nobody opens them before it is sent.
  const files = entry.files.map(({ name, size }) => row(look.width, [span(`   + ${name} ${size}`, 'dim')]));
  // What is about to leave is read whole.
  return [
    row(look.width, hasRoom ? [...head, why] : head),
    ...reason,
    ...bodyLines(entry.text, { ...look, isUnfolded: true }, '   '),
    ...files,
  ];
}

/** The files of a message or a note, each with the number that saves it. */
function fileSpans(entry: Entry): Span[][] {
  return entry.files.map(({ number, name, size, isImage }) => [
    span(`[${number}]`, 'key'),
    span(` ${name} ${size}${isImage ? ' (image)' : ''}`, 'dim'),
  ]);
}

function noteLines(entry: Entry, look: ThreadLook): Line[] {
  const gutter = span(`${look.glyphs.gutter.repeat(2)} `, 'noteGutter');
  const by = entry.author.name === look.me ? 'You' : entry.author.name;
  const head = [
    gutter,
    span('INTERNAL NOTE', 'strong'),
    span(` · ${by}${sourceWords(entry)} · ${momentText(entry.at, look.now)}`),
  ];
  const textWidth = Math.min(widestText, look.width - 4);
  const { shown, left } = cut(linkedRows(entry.text, textWidth, look), look);
  return [
    row(look.width, head, 'note'),
    ...shown.map((spans) => row(look.width, [gutter, ...spans], 'note')),
    ...(left > 0 ? [row(look.width, [gutter, ...foldSpans(`${left} more lines`)], 'note')] : []),
    ...fileSpans(entry).map((spans) => row(look.width, [gutter, ...spans], 'note')),
  ];
}

function eventLines(entry: Entry, look: ThreadLook): Line[] {
  // The comma matters: "before it left by Ada" would say something else.
  const who = entry.author.name === look.me ? 'you' : entry.author.name;
  const by = who ? `, by ${who}` : '';
  return [
    row(look.width, [
      span(`  · ${withOwnMoments(entry.text, look.now)}${by} · ${momentText(entry.at, look.now)}`, 'dim'),
    ]),
  ];
}

/** One line in the place of all changes that are folded there. */
function changesLines(count: number, { width }: ThreadLook): Line[] {
  if (count === 0) return [];
  return [row(width, [span('  · ', 'dim'), ...foldSpans(`${count} changes`)])];
}

function bodyLines(text: string, look: ThreadLook, indent: string): Line[] {
  const { width } = look;
  const textWidth = Math.max(1, Math.min(widestText, width - indent.length - 1));
  const rows = bodyRows(text, textWidth, look);
  const { shown, left } = cut(rows, look);
  const lines = shown.map((spans) => row(width, [span(indent), ...spans]));
  return left > 0 ? [...lines, row(width, [span(indent), ...foldSpans(`${left} more lines`)])] : lines;
}

/** The text with each quote of several lines as one row, unless everything is to be shown. */
function bodyRows(text: string, width: number, { isUnfolded, hits }: ThreadLook): Span[][] {
  const roleOf = (text: string): Role | undefined => (text.startsWith('>') ? 'dim' : undefined);
  const textRows = (lines: readonly string[]) => linkedRows(lines.join('\n'), width, { roleOf, hits });
  if (isUnfolded) return textRows([text]);
  return foldParts(text).flatMap(({ isQuoted, lines }) =>
    isQuoted && lines.length > 1 ? [foldSpans(`${lines.length} quoted lines`)] : textRows(lines),
  );
}

/** Rows of one text before it is folded, and those that are shown of it then. */
const mostRows = 60;
const rowsShown = 40;

function cut<Row>(rows: readonly Row[], { isUnfolded }: ThreadLook): { shown: readonly Row[]; left: number } {
  if (isUnfolded || rows.length <= mostRows) return { shown: rows, left: 0 };
  return { shown: rows.slice(0, rowsShown), left: rows.length - rowsShown };
}

/** `[12 quoted lines, v unfolds]` */
function foldSpans(what: string): Span[] {
  return [span(`[${what}, `, 'dim'), span('v', 'key'), span(' unfolds]', 'dim')];
}

/** Where it was written, unless that goes without saying, and the merged ticket it comes from. */
function sourceWords(entry: Entry): string {
  const words: Record<string, string> = { slack: 'Slack', cli: 'command line', api: 'API', portal: 'portal' };
  const word = entry.id.startsWith('off_') ? entry.source : words[entry.source];
  return `${word ? ` · ${word}` : ''}${entry.ticket === null ? '' : ` · #${entry.ticket}`}`;
}
