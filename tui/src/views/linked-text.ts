/** Text from outside in rows, its web addresses as links that name the host they truly lead to. */
import { terminalSafe } from '../text/graphemes.ts';
import type { Role, Span } from '../text/theme.ts';
import { type WebAddress, webAddresses } from '../text/web-addresses.ts';
import { type WrapSpan, wrap, wrapSpans } from '../text/wrap.ts';
import { span } from './line.ts';

/** The rows of the text, each at most `width` columns wide; `\n` always begins a new one. */
export function linkedRows(
  text: string,
  width: number,
  roleOf?: (row: string) => Role | undefined,
): Span[][] {
  const columns = Math.max(1, width);
  return text.split('\n').flatMap((line) => {
    if (!line.includes('://')) return wrap(line, columns).map((each) => [span(each, roleOf?.(each))]);
    const named = withTrueHosts(line);
    return wrapSpans(named.text, columns).map((each) => rowSpans(named, each, roleOf?.(each.text)));
  });
}

interface Named {
  text: string;
  addresses: readonly WebAddress[];
}

/** Behind an address whose looks deceive stands where it leads: `https://аpple.com (leads to xn--pple-43d.com)`. */
function withTrueHosts(line: string): Named {
  const addresses = webAddresses(line);
  let text = '';
  let taken = 0;
  const moved = addresses.map((address) => {
    text += line.slice(taken, address.start);
    const start = text.length;
    text += line.slice(address.start, address.end);
    const end = text.length;
    taken = address.end;
    if (address.isMisleading) text += ` (leads to ${address.url.host})`;
    return { ...address, start, end };
  });
  return { text: text + line.slice(taken), addresses: moved };
}

function rowSpans({ text, addresses }: Named, row: WrapSpan, role: Role | undefined): Span[] {
  const pieces: Span[] = [];
  let at = row.start;
  for (const { start, end, url } of addresses) {
    if (end <= row.start || start >= row.end) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), role });
    at = Math.min(end, row.end);
    pieces.push({ text: text.slice(Math.max(start, row.start), at), role, link: url.href });
  }
  if (at < row.end) pieces.push({ text: text.slice(at, row.end), role });
  return cutTo(row.text, pieces) ?? [span(row.text, role)];
}

/** The pieces as they are printed: what stands at a break is left out. Null when together they do not give the row. */
function cutTo(printed: string, pieces: readonly Span[]): Span[] | null {
  let left = printed;
  const shown: Span[] = [];
  for (const piece of pieces) {
    const safe = terminalSafe(piece.text).slice(0, left.length);
    if (!left.startsWith(safe)) return null;
    left = left.slice(safe.length);
    if (safe !== '') shown.push({ ...piece, text: safe });
  }
  return left === '' ? shown : null;
}
