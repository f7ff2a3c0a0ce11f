/** The clipboard of the terminal that the person sits at, also over SSH (OSC 52). */

/** Terminals take about this many characters; more than that they drop without a word. */
const mostBase64 = 74_994;

/** The escape that hands over a text. What is too long is cut at a whole character. */
export function clipboardText(text: string): string {
  let bytes = Buffer.from(text);
  const most = Math.floor(mostBase64 / 4) * 3;
  if (bytes.length > most)
    bytes = Buffer.from(
      bytes
        .subarray(0, most)
        .toString()
        .replace(/\ufffd+$/, ''),
    );
  return `\u001b]52;c;${bytes.toString('base64')}\u0007`;
}
