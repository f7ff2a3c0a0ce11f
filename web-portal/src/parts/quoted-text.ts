/** Tells what somebody wrote from what their mail program quoted below it. */

export interface Part {
  text: string;
  isQuote: boolean;
}

// What mail programs put before a quotation, in the languages that customers of European desks write.
const attribution =
  /^(?:On|Am|Le|Il|El|Op|Em|Den|W dniu)\b.{0,300}(?:wrote|schrieb.{0,80}|a écrit|ha scritto|escribió|schreef.{0,80}|escreveu|skrev|napisał\(?a?\)?)\s?:$/iu;

const isQuoted = (line: string) => line.startsWith('>');
const isBlank = (line: string) => line.trim() === '';

/**
 * The text in parts, which joined by line breaks are the text. Quoted is what begins with ">" at the end of the text,
 * or after a line such as "On Tuesday Ada wrote:"; an answer between two quotations stays what it is. A text that is
 * nothing but quotation is one part that is none: there would be nothing left to read.
 */
export function quotedParts(text: string): Part[] {
  const lines = text.split('\n');
  const quotes = quotesIn(lines);
  const parts: Part[] = [];
  let at = 0;
  const add = (end: number, isQuote: boolean) => {
    if (end > at) parts.push({ text: lines.slice(at, end).join('\n'), isQuote });
    at = end;
  };
  for (const { start, end } of quotes) {
    add(start, false);
    add(end, true);
  }
  add(lines.length, false);
  const isSaid = parts.some((part) => !part.isQuote && !isBlank(part.text));
  return isSaid ? parts : [{ text, isQuote: false }];
}

function quotesIn(lines: string[]): { start: number; end: number }[] {
  const quotes: { start: number; end: number }[] = [];
  let at = 0;
  while (at < lines.length) {
    if (!isQuoted(lines[at] as string)) {
      at += 1;
      continue;
    }
    let end = at;
    let next = at;
    while (next < lines.length && (isQuoted(lines[next] as string) || isBlank(lines[next] as string))) {
      next += 1;
      if (isQuoted(lines[next - 1] as string)) end = next;
    }
    const start = attributionBefore(lines, at);
    // At the end, what follows is blank.
    if (start < at || next === lines.length) quotes.push({ start, end: next === lines.length ? next : end });
    at = next;
  }
  return quotes;
}

/** Where the line that announces the quotation begins; it may be broken into two. */
function attributionBefore(lines: string[], quote: number): number {
  let last = quote - 1;
  while (last >= 0 && isBlank(lines[last] as string)) last -= 1;
  if (last < 0) return quote;
  const line = (lines[last] as string).trim();
  if (attribution.test(line)) return last;
  const both = last > 0 ? `${(lines[last - 1] as string).trim()} ${line}` : '';
  return line.endsWith(':') && attribution.test(both) ? last - 1 : quote;
}
