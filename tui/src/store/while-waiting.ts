/** What is said while the desk takes its time, so that nobody presses the key again for want of an answer. */
import type { Hub } from './hub.ts';

/** Sooner it would only flicker. */
const firstMs = 600;

/**
 * Says these words after a while, and anew as they change, until the returned function is called. Whatever else is said
 * meanwhile stays.
 */
export function sayWhileWaiting(hub: Hub, words: () => string): () => void {
  let said: string | null = null;
  const timer = setInterval(() => {
    const { status } = hub.get();
    if (status !== null && status.text !== said) return;
    said = words();
    if (status?.text !== said) hub.say('plain', said);
  }, firstMs);
  timer.unref();
  return () => clearInterval(timer);
}
