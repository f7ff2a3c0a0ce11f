/** Waiting on what becomes true, never on time itself. */

/** Looks again and again until something is there, and answers it. Fails after `withinMs` with what was seen last. */
export async function until<T>(
  look: () => T | Promise<T>,
  options: { withinMs?: number; what?: string } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const { withinMs = 20_000, what = String(look) } = options;
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`It did not come true within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
