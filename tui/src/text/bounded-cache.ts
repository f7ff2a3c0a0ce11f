/** A cache that forgets: results of costly text functions, kept for the lines now on the screen. */

/** What {@link createBoundedCache} gives. */
export interface BoundedCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  readonly size: number;
}

/**
 * Keeps at most `2 * generationSize` entries. A full generation becomes the old one and the former old one is
 * dropped, so what is read on every frame survives and everything else goes, without bookkeeping per entry.
 */
export function createBoundedCache<Value>(generationSize: number): BoundedCache<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();

  const set = (key: string, value: Value): void => {
    if (young.size >= generationSize) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };

  return {
    get(key) {
      const fresh = young.get(key);
      if (fresh !== undefined) return fresh;
      const kept = old.get(key);
      if (kept !== undefined) set(key, kept);
      return kept;
    },
    set,
    get size() {
      return young.size + old.size;
    },
  };
}
