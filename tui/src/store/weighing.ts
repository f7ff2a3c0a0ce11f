/** Asking before what customers would notice. Nothing is asked of somebody who has gone on elsewhere meanwhile. */
import type { Hub } from './hub.ts';

export interface Weighing {
  /** Asks, then acts on yes. Where something else has the keyboard it says so, and nothing is asked nor done. */
  ask(words: string, act: () => Promise<void>): void;
  /** Whether the list or a thread still has the keyboard; says what to do where it has not. */
  isFree(): boolean;
  /** Goes on with what it asked about, or leaves it. */
  answer(isYes: boolean): void;
}

export function createWeighing(hub: Hub): Weighing {
  let asked: (() => Promise<void>) | null = null;

  const isFree = () => {
    const { picker, composer, question, queryEditor, help, portal, outbox, page, sight } = hub.get();
    const others = [picker, composer, question, queryEditor, help, portal, outbox, page, sight];
    if (others.every((other) => other === null)) return true;
    hub.say('warning', 'You had gone on when the desk answered, so nothing was done. Ask again.');
    return false;
  };

  return {
    isFree,
    ask(words, act) {
      if (!isFree()) return;
      asked = act;
      hub.set({ question: { kind: 'weighed', words } });
    },
    answer(isYes) {
      const act = asked;
      asked = null;
      if (isYes && act) void act();
      else if (!isYes) hub.say('plain', 'Nothing was done.');
    },
  };
}
