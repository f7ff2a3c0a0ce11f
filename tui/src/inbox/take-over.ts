/** While the inbox has the terminal, it alone decides what a signal, a fault or a closed terminal does. */
import type { EventEmitter } from 'node:events';

/** Puts one listener in place of all others; the function it answers puts them back. */
export function takeOver(
  emitter: Pick<EventEmitter, 'listeners' | 'removeAllListeners' | 'on' | 'off'>,
  event: string,
  listener: (reason: unknown) => void,
): () => void {
  const others = emitter.listeners(event) as ((...args: unknown[]) => void)[];
  emitter.removeAllListeners(event);
  emitter.on(event, listener);
  return () => {
    emitter.off(event, listener);
    for (const other of others) emitter.on(event, other);
  };
}

/** The exit codes of an end by a signal. */
export const signalExits = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
