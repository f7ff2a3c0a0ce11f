/** Waiting on state: a test never waits for time itself. */

/** Looks until something is so, and answers it; `meanwhile` runs between two looks. Fails after 10 s. */
export async function until<T>(
  look: () => T | Promise<T>,
  meanwhile: () => void = () => {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`It did not come true: ${look}`);
    meanwhile();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
