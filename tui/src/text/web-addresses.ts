/** The web addresses in a text from outside, each with the host it truly leads to. */

export interface WebAddress {
  /** First UTF-16 unit in the text. */
  start: number;
  /** Behind the last one. */
  end: number;
  /** As a browser will read it: ASCII, with a look-alike in another script as `xn--…`. */
  url: URL;
  /** Whether what is written names another host than the one it leads to, or none at all. */
  isMisleading: boolean;
}

/** A picture of a control character (U+2400 and on) stands for one that was taken out: no address goes on behind it. */
const address = /https?:\/\/[^\s<>"\u2400-\u243f]+/gi;
/** Ends of sentences that stand right behind an address. */
const endsSentence = /[.,;:!?'"»”)\]}>]/;
const defaultPort: Readonly<Record<string, RegExp>> = { 'http:': /:80$/, 'https:': /:443$/ };

/** Every address of the text that a browser could open, in its order. Never throws. */
export function webAddresses(text: string): WebAddress[] {
  const addresses: WebAddress[] = [];
  for (const { 0: found, index } of text.matchAll(address)) {
    const written = withoutEnd(found);
    const url = URL.parse(written);
    if (!url?.host) continue;
    const authority = written.slice(written.indexOf('//') + 2).replace(/[/?#\\].*$/s, '');
    const host = authority.toLowerCase().replace(defaultPort[url.protocol] ?? '', '');
    addresses.push({ start: index, end: index + written.length, url, isMisleading: host !== url.host });
  }
  return addresses;
}

/** Without what ends a sentence; a bracket that was opened within the address belongs to it. */
function withoutEnd(found: string): string {
  let end = found.length;
  while (end > 0 && endsSentence.test(found[end - 1] as string)) {
    if (found[end - 1] === ')' && isClosedWithin(found.slice(0, end))) break;
    end -= 1;
  }
  return found.slice(0, end);
}

function isClosedWithin(text: string): boolean {
  return text.split('(').length === text.split(')').length;
}
