/** Waiting on what becomes true, never on time itself. */

/** Looks again and again until something is there, and answers it. Fails after `withinMs` with what was seen last. */
export async function until<T>(
  look: () => T | Promise<T>,
  options: { withinMs?: number; what?: string } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const { withinMs = 20_000, what = String(look) } = options;
  const deadline = Date.now() + withinMs;
  // Quick at first, for what is about to be; slower then, because looking keeps busy who is looked at.
  for (let pauseMs = 10; ; pauseMs = Math.min(100, pauseMs * 1.4)) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`It did not come true within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
