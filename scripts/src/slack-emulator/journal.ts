/** What happened between the app and the emulator, in order, for tests to assert on and people to read. */
import type { Clock } from './clock.ts';

export type JournalKind =
  | 'call'
  | 'event'
  | 'delivery'
  | 'ack'
  | 'lost'
  | 'interaction'
  | 'timeout'
  | 'socket'
  | 'fault'
  | 'act'
  | 'warning'
  | 'defect';

export interface JournalEntry {
  seq: number;
  at: string;
  kind: JournalKind;
  summary: string;
  detail?: unknown;
}

const keptEntries = 5000;

/**
 * A bounded list in memory. A `defect` is something the app did that real Slack may not forgive (an argument outside
 * the documented list, a reply to a reply); a test asserts that there are none.
 */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #clock: Clock;
  readonly #onEntry: () => void;
  #seq = 0;

  constructor(clock: Clock, onEntry: () => void) {
    this.#clock = clock;
    this.#onEntry = onEntry;
  }

  add(kind: JournalKind, summary: string, detail?: unknown): void {
    this.#seq += 1;
    const at = new Date(this.#clock.now()).toISOString();
    this.#entries.push({ seq: this.#seq, at, kind, summary, ...(detail === undefined ? {} : { detail }) });
    if (this.#entries.length > keptEntries) this.#entries.splice(0, this.#entries.length - keptEntries);
    this.#onEntry();
  }

  /** Entries after `since`, oldest first, of one kind if given. */
  entries(filter: { since?: number; kind?: string } = {}): JournalEntry[] {
    return this.#entries.filter(
      (entry) => entry.seq > (filter.since ?? 0) && (filter.kind === undefined || entry.kind === filter.kind),
    );
  }

  defects(): JournalEntry[] {
    return this.entries({ kind: 'defect' });
  }
}
