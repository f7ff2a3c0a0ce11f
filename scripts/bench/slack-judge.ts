/** Compares what stands in Slack with what was to stand there. */

export interface Posted {
  ts: string;
  thread_ts?: string;
  text: string;
  bot_id?: string;
}

export interface Verdict {
  lost: number;
  doubled: number;
  outOfOrder: number;
}

/** A message of the channel itself; once answered, Slack names it as its own thread. */
export const isCard = ({ ts, thread_ts }: Posted) => thread_ts === undefined || thread_ts === ts;

/** Of each ticket one card and, below it, its notes: each once and in their order. */
export function judge(posted: readonly Posted[], wanted: ReadonlyMap<number, readonly string[]>): Verdict {
  const ofTickets = [...wanted].map(([number, notes]) => {
    const roots = posted.filter((each) => isCard(each) && each.text.includes(`#${number} `));
    const thread = posted.filter((each) => !isCard(each) && each.thread_ts === roots[0]?.ts);
    const places = thread.map(({ text }) => notes.findIndex((note) => text.includes(note)));
    const ofCards = compare(new Array(roots.length).fill(0), 1);
    return sumOf([
      ofCards,
      compare(
        places.filter((at) => at >= 0),
        notes.length,
      ),
    ]);
  });
  return sumOf(ofTickets);
}

export function sumOf(verdicts: readonly Verdict[]): Verdict {
  const sum = { lost: 0, doubled: 0, outOfOrder: 0 };
  for (const { lost, doubled, outOfOrder } of verdicts) {
    sum.lost += lost;
    sum.doubled += doubled;
    sum.outOfOrder += outOfOrder;
  }
  return sum;
}

/** The places of what was found, against `count` places in order. */
export function compare(found: readonly number[], count: number): Verdict {
  return {
    lost: Array.from({ length: count }, (_, at) => at).filter((at) => !found.includes(at)).length,
    doubled: found.length - new Set(found).size,
    outOfOrder: found.filter((at, index) => index > 0 && at < (found[index - 1] ?? 0)).length,
  };
}

/** Mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
