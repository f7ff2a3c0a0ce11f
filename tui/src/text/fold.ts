/** What of a message is quoted from an earlier one: folded away, so that what is new stands alone. */

/** A run of lines, either said here or quoted. */
export interface Part {
  isQuoted: boolean;
  lines: readonly string[];
}

const quoted = /^ {0,3}>/;
// The line that mail programs put above a quote: it says who wrote what follows.
const attribution =
  /^(On|Am|Le|Il|El|Op|Den|Dne|W dniu|Em)\b.{4,200}:\s*$|^.{1,120}(wrote|schrieb|a écrit|ha scritto|escribió|schreef)\s?:\s*$/u;
const original =
  /^\s*-{2,}\s*(Original Message|Ursprüngliche Nachricht|Message d.origine|Messaggio originale|Mensaje original|Oorspronkelijk bericht)\s*-{2,}\s*$/iu;

/**
 * The text in parts, in its order; together they are the text. What a mail program quotes below its own line is quoted
 * to the end. A text that is nothing but a quote is all said here: folded it would be empty.
 */
export function foldParts(text: string): Part[] {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => original.test(line));
  const marks = lines.map((line, index) => quoted.test(line) || (end >= 0 && index >= end));
  // Blank lines between quoted ones belong to them, and so does the line above that says who is quoted.
  for (const [index, line] of lines.entries()) {
    if (marks[index] || line.trim() !== '') continue;
    const next = lines.findIndex((each, at) => at > index && each.trim() !== '');
    if (marks[index - 1] && next >= 0 && marks[next]) marks[index] = true;
  }
  for (const index of lines.keys()) {
    if (!marks[index] || marks[index - 1]) continue;
    const above = lines[index - 1]?.trim() === '' ? index - 2 : index - 1;
    if (above < 0 || !attribution.test(lines[above] ?? '')) continue;
    for (let at = above; at < index; at += 1) marks[at] = true;
  }
  const said = lines.some((line, index) => !marks[index] && line.trim() !== '');
  if (!said) return [{ isQuoted: false, lines }];
  const parts: { isQuoted: boolean; lines: string[] }[] = [];
  for (const [index, line] of lines.entries()) {
    const isQuoted = marks[index] ?? false;
    const last = parts.at(-1);
    if (last?.isQuoted === isQuoted) last.lines.push(line);
    else parts.push({ isQuoted, lines: [line] });
  }
  return parts;
}
