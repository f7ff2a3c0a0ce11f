/** Shows that a long step is still going: one changing line on a terminal, a line every ten seconds elsewhere. */

/**
 * Starts showing `title` with `detail()` and the seconds gone, on stderr.
 * Call `end(sentence)` when it is over; the time it took is added.
 */
export function progress({ title, detail }) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const isTerminal = process.stderr.isTTY === true;
  const line = () => `${title} … ${detail ? `${detail()}, ` : ''}${seconds()} s`;
  const show = () => process.stderr.write(isTerminal ? `\r\x1b[K${line()}` : `${line()}\n`);
  if (isTerminal) show();
  else process.stderr.write(`${title} …\n`);
  const timer = setInterval(show, isTerminal ? 500 : 10_000);
  timer.unref();
  return {
    end(sentence) {
      clearInterval(timer);
      process.stderr.write(`${isTerminal ? '\r\x1b[K' : ''}${sentence} (${seconds()} s).\n`);
    },
  };
}
