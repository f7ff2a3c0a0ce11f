/** Text from outside in rows, its web addresses as links that name the host they truly lead to. */
import { terminalSafe } from '../text/graphemes.ts';
import type { Place, SearchHits } from '../text/search-hits.ts';
import type { Role, Span } from '../text/theme.ts';
import { type WebAddress, webAddresses } from '../text/web-addresses.ts';
import { type WrapSpan, wrap, wrapSpans } from '../text/wrap.ts';
import { span } from './line.ts';

/** How the rows look beside their links. */
interface RowLook {
  roleOf?: (row: string) => Role | undefined;
  /** What is searched for, and marked where it stands. */
  hits?: SearchHits | null;
}

/** The rows of the text, each at most `width` columns wide; `\n` always begins a new one. */
export function linkedRows(text: string, width: number, { roleOf, hits }: RowLook = {}): Span[][] {
  const columns = Math.max(1, width);
  return text.split('\n').flatMap((line) => {
    const named = line.includes('://') ? withTrueHosts(line) : { text: line, addresses: [] };
    const found = hits?.placesIn(named.text) ?? [];
    if (named.addresses.length + found.length === 0)
      return wrap(named.text, columns).map((each) => [span(each, roleOf?.(each))]);
    return wrapSpans(named.text, columns).map((each) => rowSpans(named, found, each, roleOf?.(each.text)));
  });
}

/** The text with where they lead behind the addresses whose looks deceive, for whoever has no links to look at. */
export function withTrueAddresses(text: string): string {
  if (!text.includes('://')) return text;
  return text
    .split('\n')
    .map((line) => withTrueHosts(line).text)
    .join('\n');
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

function rowSpans(
  { text, addresses }: Named,
  hits: readonly Place[],
  row: WrapSpan,
  role: Role | undefined,
): Span[] {
  const within = ({ start, end }: Place) => start < row.end && end > row.start;
  const [links, found] = [addresses.filter(within), hits.filter(within)];
  const cuts = [...links, ...found].flatMap(({ start, end }) => [start, end]);
  const inRow = cuts.filter((at) => at > row.start && at < row.end);
  const ends = [...new Set([...inRow, row.end])].sort((a, b) => a - b);
  let start = row.start;
  const pieces = ends.map((end): Span => {
    const holds = (place: Place) => place.start <= start && place.end >= end;
    const link = links.find(holds)?.url.href;
    const piece = { text: text.slice(start, end), role: found.some(holds) ? 'match' : role, link } as const;
    start = end;
    return piece;
  });
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
