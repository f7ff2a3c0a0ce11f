/** Turns any text from outside into text that is safe to print: shown, never acted on. */

/** How {@link displayText} treats line breaks and length. */
export interface DisplayTextOptions {
  /** Keep line breaks and tabs. Without it the result is one line: each run of them becomes one space. */
  multiline?: boolean;
  /** Longest result in code points, the closing `…` included. Default 1,000 for a line, 200,000 for several. */
  maxLength?: number;
}

const DEFAULT_LINE_LENGTH = 1_000;
const DEFAULT_TEXT_LENGTH = 200_000;
const MARKS_PER_BASE = 4;
const ESCAPE_PICTURE = '␛';

const PLAIN_LINE = /^[\x20-\x7e]*$/;
const PLAIN_TEXT = /^[\x20-\x7e\n\t]*$/;

const LINE_BREAKS = /\r\n|[\r\u0085\u2028\u2029]/g;

// Default-ignorable and format characters hide or reorder text without a trace on the screen: zero-width
// spaces and joiners, bidi marks, embeddings and isolates, tag characters, variation selectors, soft hyphens.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

const ESCAPE = '\u001b';

// DCS, SOS, CSI, OSC, PM and APC as one character (ECMA-48); each stands for ESC and the letter 0x40 below.
const C1_INTRODUCERS = /[\x90\x98\x9b\x9d-\x9f]/g;

const OTHER_CONTROLS = /(?![\n\t])\p{Cc}/gu;

const EXCESS_MARKS = new RegExp(`(\\p{M}{${MARKS_PER_BASE}})\\p{M}+`, 'gu');

// A mark without a base would sit on whatever the screen shows before the text, so it gets a base of its own.
const ORPHAN_MARKS = /(^|\n)(?=\p{M})/gu;

/**
 * Promises, for every string: no C0 control except `\n` and `\t` (and those only with `multiline`), no DEL, no C1
 * control, no lone surrogate, nothing invisible or reordering, at most 4 combining marks on a base, at most
 * `maxLength` code points. Calling it twice changes nothing more.
 *
 * An escape character stays visible as `␛` with its harmless remainder as text (`\x1b[31mred` reads `␛[31mred`),
 * so that a reader sees that somebody tried. Carriage returns, NEL and the Unicode separators count as line breaks.
 * Rule: "Output contexts", terminal row, and CWE-150. Never use the result as data: it is for showing only.
 */
export function displayText(text: string, options: DisplayTextOptions = {}): string {
  const multiline = options.multiline ?? false;
  const maxLength = options.maxLength ?? (multiline ? DEFAULT_TEXT_LENGTH : DEFAULT_LINE_LENGTH);
  if ((multiline ? PLAIN_TEXT : PLAIN_LINE).test(text)) return capLength(text, maxLength);
  // What lies beyond can only be cut off: a hostile megabyte of marks should not cost a megabyte of work.
  const isCut = text.length > maxLength * 16 + 64;
  const visible = (isCut ? text.slice(0, maxLength * 16 + 64) : text)
    .toWellFormed()
    .replace(LINE_BREAKS, '\n')
    .replaceAll(ESCAPE, ESCAPE_PICTURE)
    .replace(C1_INTRODUCERS, (c) => ESCAPE_PICTURE + String.fromCharCode(c.charCodeAt(0) - 0x40))
    .replace(OTHER_CONTROLS, '')
    .replace(INVISIBLE, '');
  const laidOut = multiline ? visible : visible.replace(/[\n\t]+/g, ' ');
  const marked = laidOut.replace(EXCESS_MARKS, '$1').replace(ORPHAN_MARKS, '$1◌');
  return capLength(isCut ? `${marked}…` : marked, maxLength);
}

function capLength(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  if (maxLength < 1) return '';
  let end = 0;
  let keptEnd = 0;
  let count = 0;
  for (const character of text) {
    count += 1;
    if (count === maxLength) keptEnd = end;
    if (count > maxLength) return `${text.slice(0, keptEnd)}…`;
    end += character.length;
  }
  return text;
}
