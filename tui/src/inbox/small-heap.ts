/** How much memory the inbox lets V8 leave lying. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes for what is new, both halves together. */
const youngBytes = 8 * 2 ** 20;
/** Between two looks, in ms. */
const restMs = 1_000;

/**
 * Every key and every change makes a frame that is thrown away soon. In little room for what is new much of it is taken
 * for old, and collections of the whole heap follow, 40 ms each (measured: a third of all processor time). Left to
 * itself that room grows to 128 MB instead, and the heap to twice of what is kept. So the room grows to this much, soon
 * and no further, and the rest of the heap by a quarter before it is looked through.
 *
 * Answers what must be called with every frame: the room shrinks while nobody does anything, and must be able to grow
 * again. A timer would wake a program that has nothing to do.
 */
export function keepHeapSmall(): () => void {
  setFlagsFromString('--heap-growing-percent=25');
  let factor = 0;
  let lookedAt = 0;
  const look = () => {
    if (lookedAt > 0 && performance.now() - lookedAt < restMs) return;
    lookedAt = performance.now();
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    const wanted = Math.max(1, Math.floor(youngBytes / Math.max(1, young?.space_size ?? youngBytes)));
    if (wanted === factor) return;
    factor = wanted;
    setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  };
  look();
  return look;
}
