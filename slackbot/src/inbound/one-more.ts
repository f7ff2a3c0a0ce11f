/** Work that makes up for whatever happened before it begins: one turn runs, and one at most waits for it to end. */

export interface OneMore<T> {
  /** Asks for a turn. One that waits already will do, with what it was given. */
  ask(given: T): void;
  /** Resolves once nothing runs and nothing waits. */
  idle(): Promise<void>;
}

/** `act` must not throw. */
export function oneMore<T>(act: (given: T) => Promise<void>): OneMore<T> {
  let turns: Promise<void> = Promise.resolve();
  let isOneWaiting = false;
  return {
    ask(given) {
      if (isOneWaiting) return;
      isOneWaiting = true;
      turns = turns.then(() => {
        isOneWaiting = false;
        return act(given);
      });
    },
    idle: () => turns,
  };
}
