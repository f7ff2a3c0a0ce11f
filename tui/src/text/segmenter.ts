/** Segmenters that are made when they are first used. */

/** The segmenter of this granularity, made at the first call: its rules take 20 ms to load, and most text needs none. */
export function segmenterWhenUsed(granularity: 'grapheme' | 'word'): () => Intl.Segmenter {
  let made: Intl.Segmenter | undefined;
  return () => {
    made ??= new Intl.Segmenter(undefined, { granularity });
    return made;
  };
}
