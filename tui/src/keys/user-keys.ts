/** Keys of one's own: `keys.toml` over the command table. What cannot be used is told by its line and left as it was. */
import { nearest } from '@postern/core/words';
import { parse, TomlError } from 'smol-toml';
import { isKeyName, typesText } from './chord.ts';
import type { Context } from './command-shape.ts';
import type { Command } from './commands.ts';
import { isTextContext, keyClashes, type PlaceContext } from './keymap.ts';
import { type PresetName, presetNames, withPreset } from './presets.ts';

export interface UserKeys {
  /** The table with what could be used of the file. */
  commands: readonly Command[];
  /** One sentence a fault, each with the line that it is about. */
  problems: readonly string[];
}

/** A wish of the file: these keys for a command, in one place or wherever the command is. */
interface Wish {
  id: string;
  place: PlaceContext | null;
  keys: readonly string[];
  line: number;
}

/** The tables that the file may have. */
export const places: readonly PlaceContext[] = [
  ...([
    'list',
    'thread',
    'page',
    'sight',
    'portal',
    'outbox',
    'field',
    'composer-reply',
    'composer-note',
  ] as const),
  ...(['query', 'picker', 'confirm', 'help'] as const),
];

/**
 * Reads a file such as
 *
 *     preset = "plain"                # to begin with: no letters
 *     "ticket.close" = "x"            # wherever the command is
 *     "move.down" = ["j", "ctrl+n"]   # several keys
 *     "ticket.markRead" = []          # no key: the palette still has it
 *     [thread]
 *     "ticket.next" = "n n"           # in the open ticket alone
 *
 * Never throws: a file that cannot be read as TOML changes nothing and is one problem.
 */
export function withUserKeys(text: string, usual: readonly Command[]): UserKeys {
  const problems: string[] = [];
  const { wishes: all, preset } = wishesIn(text, problems);
  const defaults = withPreset(preset, usual);
  const wishes = all.filter((wish) => {
    const problem = problemOf(wish, defaults);
    if (problem) problems.push(`line ${wish.line}: ${problem}`);
    return problem === null;
  });
  // A clash may come from two wishes together, so the last one gives way until none is left.
  for (;;) {
    const commands = wishes.reduce<Command[]>(withWish, [...defaults]);
    const clash = keyClashes(commands, places).find((each) =>
      wishes.some(({ id }) => idsIn(each).includes(id)),
    );
    if (clash === undefined) return { commands, problems: problems.toSorted(byLine) };
    const at = wishes.findLastIndex(({ id }) => idsIn(clash).includes(id));
    const [wish] = wishes.splice(at, 1);
    problems.push(`line ${wish?.line}: ${clashWords(clash, wish?.id ?? '')} The usual key stays.`);
  }
}

function wishesIn(text: string, problems: string[]): { wishes: Wish[]; preset: PresetName } {
  let file: Record<string, unknown>;
  try {
    file = parse(text);
  } catch (error) {
    const { line, message } = error as TomlError;
    const [first = ''] = message.replace('Invalid TOML document: ', '').split('\n');
    problems.push(`line ${error instanceof TomlError ? line : 1}: ${first}. No key was changed.`);
    return { wishes: [], preset: 'usual' };
  }
  const wishes: Wish[] = [];
  const add = (id: string, value: unknown, place: PlaceContext | null) => {
    const line = lineOf(text, id, place);
    const keys = typeof value === 'string' ? [value] : value;
    if (!Array.isArray(keys) || keys.some((key) => typeof key !== 'string'))
      return problems.push(
        `line ${line}: ${id} takes a key or a list of keys, as in "x" or ["x", "ctrl+x"].`,
      );
    return wishes.push({ id, place, keys: keys.map((key: string) => key.trim().replace(/\s+/g, ' ')), line });
  };
  const preset = presetNames.find((each) => each === file.preset);
  if ('preset' in file && !preset)
    problems.push(`line ${lineOf(text, 'preset', null)}: preset is ${presetNames.join(' or ')}.`);
  for (const [name, value] of Object.entries(file)) {
    if (name === 'preset') continue;
    if (!isTable(value)) add(name, value, null);
    else if (!places.includes(name as PlaceContext))
      problems.push(
        `line ${lineOf(text, name, null)}: there is no place "${name}". Places are ${places.join(', ')}.`,
      );
    else for (const [id, keys] of Object.entries(value)) add(id, keys, name as PlaceContext);
  }
  return { wishes, preset: preset ?? 'usual' };
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Why a wish cannot be met; null when it can. */
function problemOf({ id, place, keys }: Wish, defaults: readonly Command[]): string | null {
  const command = defaults.find((each) => each.id === id);
  if (!command) {
    const near = nearest(
      id,
      defaults.map((each) => each.id),
    );
    return `there is no command "${id}".${near ? ` Did you mean "${near}"?` : ''} postern help keys lists them.`;
  }
  if (place && !isIn(command, place)) return `${id} does nothing in "${place}".`;
  for (const chord of keys) {
    const bad = chord.split(' ').find((name) => !isKeyName(name));
    if (bad !== undefined)
      return `"${bad}" is no key. Keys are written j, G, ctrl+s, alt+up, enter, f5; a chord is "g g".`;
    const first = chord.split(' ')[0] ?? '';
    if (command.reachesCustomer && typesText(first))
      return `what goes out to a customer needs more than the letter "${chord}": take a chord such as ctrl+s.`;
    const where = place ? [place] : command.contexts;
    if (typesText(first) && where.every((each) => each !== 'any' && isTextContext(each)))
      return `"${chord}" types a character where ${id} is used, so it cannot be a command there.`;
  }
  return null;
}

const isIn = (command: Command, place: PlaceContext) =>
  command.contexts.includes(place) || command.contexts.includes('any');

/** The table with one wish; a wish for one place gives the command a row of its own there. */
function withWish(commands: Command[], { id, place, keys }: Wish): Command[] {
  return commands.flatMap((command) => {
    if (command.id !== id || (place && !isIn(command, place))) return [command];
    if (!place || (command.contexts.length === 1 && command.contexts[0] === place))
      return [{ ...command, keys }];
    const others: readonly Context[] = command.contexts.includes('any')
      ? places.filter((each) => each !== place)
      : command.contexts.filter((each) => each !== place);
    return [
      { ...command, contexts: [place], keys },
      { ...command, contexts: others },
    ];
  });
}

const idsIn = (clash: string): string[] => clash.split(': ')[1]?.split(' and ') ?? [];

/** `x in list: ticket.close and ticket.assign` as a sentence about the one that asked for it. */
function clashWords(clash: string, id: string): string {
  const [, keys, place, one, other] = /^(.+) in (\S+): (\S+) and (\S+)$/.exec(clash) ?? [];
  return `"${keys}" in "${place}" is taken by ${one === id ? other : one}, so ${id} cannot have it.`;
}

/** The line a key of the file stands on, from 1; TOML's parser keeps lines for its own faults alone. */
function lineOf(text: string, name: string, place: PlaceContext | null): number {
  const lines = text.split('\n');
  const from = place ? lines.findIndex((line) => line.replace(/["'\s]/g, '') === `[${place}]`) : 0;
  const at = lines.findIndex((line, index) => index >= from && line.replace(/["'\s[]/g, '').startsWith(name));
  return Math.max(0, at) + 1;
}

function byLine(one: string, other: string): number {
  return Number(/\d+/.exec(one)?.[0]) - Number(/\d+/.exec(other)?.[0]);
}
