/** Decides what a key means where it is pressed: a command, the start of a chord, typed text, or nothing. */
import type { InputEvent, KeyEvent } from '../input/events.ts';
import { keyName, typesText } from './chord.ts';
import type { CommandShape, Context } from './command-shape.ts';
import type { Command } from './commands.ts';

/** A context a screen can be in; `any` only stands in the table. */
export type PlaceContext = Exclude<Context, 'any'>;

/** A chord that has begun. */
export interface PendingChord {
  keys: readonly string[];
  context: PlaceContext;
  /** Moment, on the caller's clock in ms, at which the chord is over. */
  deadline: number;
}

/** All that the key map remembers between two keys. */
export interface KeymapState {
  readonly pending: PendingChord | undefined;
}

/** What one event came to. */
export type KeyOutcome =
  | { type: 'command'; id: Command['id']; command: Command; keys: string }
  /** A chord has begun: these are the commands it may still become. Call `expire` at `deadline`. */
  | { type: 'pending'; keys: string; next: readonly { key: string; command: Command }[]; deadline: number }
  | { type: 'text'; text: string }
  | { type: 'paste'; text: string; refused: number }
  /** Text was pasted where letters are commands: nothing ran; the screen may offer to search for it. */
  | { type: 'refused-paste'; text: string }
  /** The keys of a chord that led nowhere, or a key without a meaning here. */
  | { type: 'none'; keys: string };

/** The new state with what to do. */
export interface KeyStep {
  state: KeymapState;
  outcome: KeyOutcome;
  /**
   * The key just pressed did not belong to the chord before it. Carry out `outcome` first (it may change the
   * context), then press this event again.
   */
  replay?: KeyEvent;
}

/** A key map over one table; see {@link createKeymap}. */
export interface Keymap {
  press(
    state: KeymapState,
    event: KeyEvent | (InputEvent & { type: 'paste' }),
    context: PlaceContext,
    nowMs: number,
  ): KeyStep;
  /** Ends a chord whose time is over; `undefined` while there is nothing to end. */
  expire(state: KeymapState, nowMs: number): KeyStep | undefined;
}

/** The state before the first key. */
export const noKeys: KeymapState = { pending: undefined };

/** How long a chord waits for its next key, in ms. */
export const CHORD_MS = 800;

const TEXT_CONTEXTS: readonly PlaceContext[] = [
  'composer-reply',
  'composer-note',
  'query',
  'field',
  'picker',
  'help',
];

/** Whether printed characters are typed in this context instead of being commands. */
export function isTextContext(context: PlaceContext): boolean {
  return TEXT_CONTEXTS.includes(context);
}

/** The commands of a context, each with the chords that run it there; `any` commands give way to the context's own. */
export function bindingsFor<Row extends CommandShape>(
  table: readonly Row[],
  context: PlaceContext,
): Map<string, Row> {
  const bindings = new Map<string, Row>();
  const rows = [
    ...table.filter((row) => row.contexts.includes('any')),
    ...table.filter((row) => row.contexts.includes(context)),
  ];
  for (const row of rows) {
    for (const chord of row.keys) {
      if (isTextContext(context) && typesText(chord.split(' ')[0]!)) continue;
      bindings.set(chord, row);
    }
  }
  return bindings;
}

/** A key map over a table. Pure: time and state come in and go out with each call. */
export function createKeymap(table: readonly Command[], chordMs = CHORD_MS): Keymap {
  const bindingsByContext = new Map<PlaceContext, Map<string, Command>>();
  const bindings = (context: PlaceContext): Map<string, Command> => {
    const known = bindingsByContext.get(context);
    if (known) return known;
    const made = bindingsFor(table, context);
    bindingsByContext.set(context, made);
    return made;
  };

  const decide = (context: PlaceContext, keys: readonly string[], nowMs: number): KeyStep | undefined => {
    const chord = keys.join(' ');
    const next = continuations(bindings(context), chord);
    if (next.length > 0) {
      const deadline = nowMs + chordMs;
      return {
        state: { pending: { keys, context, deadline } },
        outcome: { type: 'pending', keys: chord, next, deadline },
      };
    }
    const command = bindings(context).get(chord);
    return command && { state: noKeys, outcome: { type: 'command', id: command.id, command, keys: chord } };
  };

  const endOf = ({ keys, context }: PendingChord): KeyOutcome => {
    const chord = keys.join(' ');
    const command = bindings(context).get(chord);
    return command
      ? { type: 'command', id: command.id, command, keys: chord }
      : { type: 'none', keys: chord };
  };

  return {
    press(state, event, context, nowMs) {
      if (event.type === 'paste') return { state: noKeys, outcome: pasted(event, context) };
      const name = keyName(event);
      const { pending } = state;
      if (pending !== undefined && pending.context === context && nowMs < pending.deadline) {
        const step = decide(context, [...pending.keys, name], nowMs);
        if (step) return step;
        // Escape takes a chord back and does nothing else.
        if (name === 'escape')
          return { state: noKeys, outcome: { type: 'none', keys: [...pending.keys, name].join(' ') } };
        return { state: noKeys, outcome: endOf(pending), replay: event };
      }
      if (pending !== undefined && pending.context === context) {
        return { state: noKeys, outcome: endOf(pending), replay: event };
      }
      const step = decide(context, [name], nowMs);
      if (step) return step;
      if (event.text !== undefined && isTextContext(context)) {
        return { state: noKeys, outcome: { type: 'text', text: event.text } };
      }
      return { state: noKeys, outcome: { type: 'none', keys: name } };
    },
    expire(state, nowMs) {
      if (state.pending === undefined || nowMs < state.pending.deadline) return undefined;
      return { state: noKeys, outcome: endOf(state.pending) };
    },
  };
}

function pasted(event: InputEvent & { type: 'paste' }, context: PlaceContext): KeyOutcome {
  if (!isTextContext(context)) return { type: 'refused-paste', text: event.text };
  return { type: 'paste', text: event.text, refused: event.refused ?? 0 };
}

function continuations(bindings: Map<string, Command>, chord: string): { key: string; command: Command }[] {
  const next: { key: string; command: Command }[] = [];
  for (const [keys, command] of bindings) {
    if (keys.startsWith(`${chord} `)) next.push({ key: keys.slice(chord.length + 1), command });
  }
  return next;
}

/** Two commands that want the same keys in the same context, as sentences; empty when the table is sound. */
export function keyClashes(table: readonly CommandShape[], contexts: readonly PlaceContext[]): string[] {
  const clashes: string[] = [];
  for (const context of contexts) {
    const owners = new Map<string, string>();
    for (const row of table) {
      if (!row.contexts.includes(context) && !row.contexts.includes('any')) continue;
      for (const chord of row.keys) {
        const owner = owners.get(chord);
        if (owner !== undefined) clashes.push(`${chord} in ${context}: ${owner} and ${row.id}`);
        owners.set(chord, row.id);
      }
    }
  }
  return clashes;
}
