/** Faults on request: what a test or a person asks the emulator to do wrong, and to which method. */
import type { Journal } from './journal.ts';

/** Faults of events: a copy under the same event id, or an event that comes after those that followed it. */
const eventKinds = ['eventTwice', 'eventLate'] as const;

const callKinds = [
  'http500',
  'resetBeforeAccept',
  'resetAfterAccept',
  'lateAccept',
  'rateLimited',
  'slow',
  'slowAfterAccept',
  'wrongJson',
  'html',
  'refused',
] as const;

const kinds = [...callKinds, ...eventKinds] as const;

export type FaultKind = (typeof kinds)[number];

export interface Fault {
  /**
   * A method's name, `upload`, `download` or `response_url`, or `*` for all of them; for events their name, such as
   * `message` or `message/file_share`.
   */
  method: string;
  kind: FaultKind;
  /** How many calls are hit; the rest pass. */
  times: number;
  /** How many calls pass before the first one is hit. */
  skip: number;
  /** Seconds in `Retry-After` for `rateLimited`. */
  retryAfter: number;
  /** Milliseconds of delay for `slow`, `slowAfterAccept`, `eventLate` and `lateAccept`, which applies a call after its reset. */
  ms: number;
  /** The code that `refused` answers, such as `internal_error`. */
  error: string;
}

export class Faults {
  #planned: Fault[] = [];
  #isDown = false;
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** While true, every API call is cut off before it is read. */
  get isDown(): boolean {
    return this.#isDown;
  }

  setDown(isDown: boolean): void {
    if (isDown !== this.#isDown) this.#journal.add('fault', isDown ? 'Slack is down' : 'Slack is back');
    this.#isDown = isDown;
  }

  /** Plans a fault; what is not given counts once, at once. Throws a sentence for an unknown kind. */
  plan(wanted: Partial<Fault>): Fault {
    if (!wanted.kind || !kinds.includes(wanted.kind)) {
      throw new Error(`Unknown fault "${wanted.kind}". Known: ${kinds.join(', ')}.`);
    }
    const fault: Fault = {
      method: wanted.method ?? '*',
      kind: wanted.kind,
      times: wanted.times ?? 1,
      skip: wanted.skip ?? 0,
      retryAfter: wanted.retryAfter ?? 1,
      ms: wanted.ms ?? 1000,
      error: wanted.error ?? 'internal_error',
    };
    this.#planned.push(fault);
    this.#journal.add('fault', `planned: ${fault.kind} for ${fault.method}`, fault);
    return fault;
  }

  /** The fault this call must suffer, if any; it is used up by asking. */
  take(method: string): Fault | null {
    return this.#take(callKinds, method);
  }

  /** The same for an event about to be sent. */
  takeForEvent(name: string): Fault | null {
    return this.#take(eventKinds, name);
  }

  #take(among: readonly FaultKind[], method: string): Fault | null {
    for (const fault of this.#planned) {
      if (!among.includes(fault.kind)) continue;
      if (fault.method !== '*' && fault.method !== method) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.times -= 1;
      this.#planned = this.#planned.filter((one) => one.times > 0);
      this.#journal.add('fault', `${fault.kind} hits ${method}`);
      return fault;
    }
    return null;
  }

  planned(): Fault[] {
    return this.#planned.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.#planned = [];
  }
}
