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
  sight: "customer's view",
  portal: 'portal',
  field: 'setting',
  'composer-reply': 'reply',
  'composer-note': 'note',
  query: 'query',
  picker: 'choice',
  confirm: 'question',
  help: 'help',
};

const WARNING = '↗ marks the one thing that goes out to a customer. No single letter does that.';

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

/** What can be done in this context, by heading, in the order of the table. */
export function helpSections(context: PlaceContext, ascii = false): HelpSection[] {
  const here = commands.filter((row) => row.contexts.includes(context) || row.contexts.includes('any'));
  return groups
    .map((group) => ({
      group,
      rows: here
        .filter((row) => row.group === group)
        .map((row) => ({ id: row.id, keys: keysLabel(row, context, ascii), title: row.title })),
    }))
    .filter((section) => section.rows.length > 0);
}

/** The hints line: `r reply to customer  n internal note`, as many as fit into `width` columns, in the order given. */
export function hints(
  ids: readonly Command['id'][],
  width: number,
  ascii = false,
): { keys: string; text: string }[] {
  const shown: { keys: string; text: string }[] = [];
  let used = 0;
  for (const id of ids) {
    const command: Command | undefined = commands.find((row) => row.id === id);
    if (command?.hint === undefined) continue;
    const hint = { keys: chordLabel(command.keys[0]!, ascii), text: command.hint };
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
  ];
  for (const group of groups) {
    lines.push('', group);
    for (const row of commands as readonly Command[]) {
      if (row.group !== group) continue;
      const keys = joinLabels(row.keys, ', ');
      const where = `(${row.contexts.map((context) => CONTEXT_NAMES[context]).join(', ')})`;
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
    lines.push('', `## ${group}`, '', '| Keys | What it does | Where |', '| --- | --- | --- |');
    for (const row of commands as readonly Command[]) {
      if (row.group !== group) continue;
      const keys = joinLabels(row.keys, '\u0000')
        .split('\u0000')
        .map((label) => `\`${label.replaceAll('|', '\\|')}\``)
        .join(', ');
      const where = row.contexts.map((context) => CONTEXT_NAMES[context]).join(', ');
      lines.push(`| ${keys} | ${row.title}${row.reachesCustomer ? ' ↗' : ''} | ${where} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
