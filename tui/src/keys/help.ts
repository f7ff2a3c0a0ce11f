/** The command table as people read it: the help screen, the hints line, `postern help keys` and docs/keys.md. */
import { chordLabel, typesText } from './chord.ts';
import { type Context, groups } from './command-shape.ts';
import { type Command, commands } from './commands.ts';
import { isTextContext, type PlaceContext } from './keymap.ts';

/** One heading of the help screen with its rows. */
export interface HelpSection {
  group: string;
  rows: { id: Command['id']; keys: string; title: string }[];
}

const CONTEXT_NAMES: Record<Context, string> = {
  any: 'anywhere',
  list: 'inbox',
  thread: 'ticket',
  page: 'page',
  sight: "customer's view",
  portal: 'portal',
  outbox: 'outbox',
  field: 'setting',
  'composer-reply': 'reply',
  'composer-note': 'note',
  query: 'query',
  picker: 'choice',
  confirm: 'question',
  help: 'help',
};

const browsed: readonly Context[] = ['list', 'thread', 'page', 'sight', 'portal', 'outbox'];

function whereText(contexts: readonly Context[]): string {
  if (contexts.length === browsed.length && browsed.every((each) => contexts.includes(each)))
    return 'where nothing is typed';
  return contexts.map((context) => CONTEXT_NAMES[context]).join(', ');
}

const WARNING = '↗ marks what goes out to a customer. No single letter does that.';

/** The keys of a row where it is used: `j ↓`, `a m`; a row of digits becomes `1-9`. */
export function keysLabel(command: Command, context: PlaceContext, ascii = false): string {
  const usable = command.keys.filter((chord) => !(isTextContext(context) && typesText(chord.split(' ')[0]!)));
  // `a a a` would read as one chord.
  return joinLabels(usable, usable.some((chord) => chord.includes(' ')) ? ', ' : ' ', ascii);
}

function joinLabels(chords: readonly string[], separator: string, ascii = false): string {
  if (chords.length > 3 && chords.every((chord) => /^\d$/.test(chord)))
    return `${chords[0]}-${chords.at(-1)}`;
  return chords.map((chord) => chordLabel(chord, ascii)).join(separator);
}

/** The keys in force, and whether arrows may be drawn. */
export interface HelpLook {
  commands: readonly Command[];
  isAscii: boolean;
}

/**
 * What can be done in this context, by heading, in the order of the table. `filter` leaves what has each of its words
 * in title, heading or keys; behind an `@` the words are keys: `@ctrl+s`, `@g`.
 */
export function helpSections(
  context: PlaceContext,
  filter = '',
  { commands: table, isAscii }: HelpLook = { commands, isAscii: false },
): HelpSection[] {
  const here = table.filter((row) => row.contexts.includes(context) || row.contexts.includes('any'));
  return groups
    .map((group) => ({
      group,
      rows: here
        .filter((row) => row.group === group && fits(row, filter))
        .map((row) => ({
          id: row.id,
          keys: keysLabel(row, context, isAscii) || inPalette,
          title: row.title,
        })),
    }))
    .filter((section) => section.rows.length > 0);
}

/** Stands where a command has no key of its own. */
const inPalette = 'palette';

function fits(command: Command, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words[0]?.startsWith('@')) {
    const chord = filter.trim().slice(1).trim();
    return command.keys.some(
      (keys) => keys === chord || keys.startsWith(`${chord} `) || chordLabel(keys, true) === chord,
    );
  }
  const text = `${command.title} ${command.group} ${command.keys.join(' ')}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/**
 * The hints line: `r reply to customer  n internal note`, as many as fit into `width` columns, in the order given;
 * where text is written, none with a key that would be typed.
 */
export function hints(
  ids: readonly Command['id'][],
  width: number,
  { commands: table, isAscii }: HelpLook = { commands, isAscii: false },
  isTyping = false,
): { keys: string; text: string }[] {
  const shown: { keys: string; text: string }[] = [];
  let used = 0;
  for (const id of ids) {
    const command = table.find((row) => row.id === id);
    const first = command?.keys.find((key) => !isTyping || key.length > 1);
    if (command?.hint === undefined || first === undefined) continue;
    const hint = { keys: chordLabel(first, isAscii), text: command.hint };
    const columns = hint.keys.length + 1 + hint.text.length + (shown.length === 0 ? 0 : 2);
    if (used + columns > width) break;
    used += columns;
    shown.push(hint);
  }
  return shown;
}

/** Columns of the page that `keysText` makes, and of the keys at its left, spaces included. */
const PAGE = 80;
const KEYS = 24;

/** The whole table as plain text, at most 80 columns wide: what `postern help keys` prints. */
export function keysText(): string {
  const lines = [
    'Keys of the inbox. With a space between them they are pressed one after another.',
    'Where text is written, printed characters are typed and the other keys act.',
    WARNING,
    'Others of your own: keys.toml, whose schema is docs/schemas/keys.schema.json.',
  ];
  for (const group of groups) {
    lines.push('', group);
    for (const row of commands as readonly Command[]) {
      if (row.group !== group) continue;
      const keys = joinLabels(row.keys, ', ') || inPalette;
      const where = `(${whereText(row.contexts)})`;
      const title = `${row.title}${row.reachesCustomer ? ' ↗' : ''}`;
      const isWide = title.length + where.length + 1 > PAGE - KEYS;
      const rows = isWide ? [title, where] : [`${title} ${where}`];
      if (keys.length > KEYS - 4) rows.unshift('');
      lines.push(
        ...rows.map((text, at) =>
          `${at === 0 ? `  ${keys}`.padEnd(KEYS) : ' '.repeat(KEYS)}${text}`.trimEnd(),
        ),
      );
    }
  }
  return lines.join('\n');
}

/** docs/keys.md, whole. A test compares it with the file. */
export function keysMarkdown(): string {
  const lines = [
    '# Keys of the terminal',
    '',
    'Made from the command table in `tui/src/keys/`. To change it, change the table and run',
    '`npx vitest run tui/src/keys -u`.',
    '',
    `${WARNING} Keys written with a space between them are pressed one after the other, within 0.8 s.`,
    'Where text is written, printed characters are typed and only the other keys are commands.',
  ];
  for (const group of groups) {
    lines.push(
      '',
      `## ${group}`,
      '',
      '| Keys | What it does | Where | Name for keys.toml |',
      '| --- | --- | --- | --- |',
    );
    for (const row of commands as readonly Command[]) {
      if (row.group !== group) continue;
      const keys =
        row.keys.length === 0
          ? inPalette
          : joinLabels(row.keys, '\u0000')
              .split('\u0000')
              .map((label) => `\`${label.replaceAll('|', '\\|')}\``)
              .join(', ');
      const where = whereText(row.contexts);
      lines.push(`| ${keys} | ${row.title}${row.reachesCustomer ? ' ↗' : ''} | ${where} | \`${row.id}\` |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
