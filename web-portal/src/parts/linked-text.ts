/** Splits a text into what is an address on the web and what is not. */

export type Piece = { text: string } | { text: string; href: string };

const candidates = /https?:\/\/[^\s<>"“”‘’«»]+/gi;

/** The pieces, whose texts put together are the text. Only http and https become links. */
export function linkedText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(candidates)) {
    const address = withoutTail(match[0]);
    if (!isWebAddress(address)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

// "see https://a.example/x." and "(https://a.example/x)" end their sentence, not the address. One pass over the
// end: a customer may send a hundred thousand brackets.
function withoutTail(address: string): string {
  let end = address.length;
  let spareRound = count(address, ')') - count(address, '(');
  let spareSquare = count(address, ']') - count(address, '[');
  for (;;) {
    const last = address[end - 1] ?? '';
    if (last === ')' && spareRound > 0) spareRound -= 1;
    else if (last === ']' && spareSquare > 0) spareSquare -= 1;
    else if (!/[.,;:!?'*_~]/.test(last)) return address.slice(0, end);
    end -= 1;
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function isWebAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
}
