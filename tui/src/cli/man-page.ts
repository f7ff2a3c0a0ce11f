/** The manual page `postern(1)`, made from the table of verbs and the help topics. */
import { type Flag, flags, globalFlags } from './flags.ts';
import { topics } from './help-topics.ts';
import { commandOf, nouns, type Verb, verbs } from './verbs.ts';

const table: Readonly<Record<string, Flag>> = flags;
const pageFlags = ['limit', 'cursor'];

/** The page in the `man` macros, as `man -l` reads it: every verb with its flags and examples, and the topics. */
export function manPage(): string {
  return `${[
    '.TH POSTERN 1 "" "Postern" "User Commands"',
    '.SH NAME',
    plain('postern - a support desk in the terminal'),
    '.SH SYNOPSIS',
    ...verbs.filter(({ path }) => path.length < 2).flatMap((verb) => ['.nf', usage(verb), '.fi']),
    ...Object.keys(nouns)
      .filter((noun) => !noun.includes(' '))
      .flatMap((noun) => ['.br', `\\fBpostern ${safe(noun)}\\fR \\fIVERB\\fR ...`]),
    '.SH DESCRIPTION',
    plain(
      'Without a verb it opens the inbox in this terminal. With a verb it does one thing and ends, for people at a shell and for scripts.',
    ),
    '.SH FLAGS OF EVERY VERB',
    ...globalFlags.filter((name) => !pageFlags.includes(name)).flatMap(flagLines),
    '.SH VERBS',
    ...verbs.flatMap(verbLines),
    ...Object.entries(topics).flatMap(([name, text]) => [
      `.SH ${safe(name.toUpperCase().replaceAll('-', ' '))}`,
      '.nf',
      ...text.split('\n').map(plain),
      '.fi',
    ]),
    '.SH FILES',
    '.TP',
    plain('$XDG_CONFIG_HOME/postern (~/.config/postern)'),
    plain('Profiles, tokens (readable by their owner alone), keys.toml, themes.'),
    '.TP',
    plain('$XDG_STATE_HOME/postern (~/.local/state/postern)'),
    plain('Drafts of replies and notes.'),
    '.TP',
    plain('$XDG_CACHE_HOME/postern (~/.cache/postern)'),
    plain('What the inbox shows at its start; may be deleted at any time.'),
  ].join('\n')}\n`;
}

function verbLines(verb: Verb): string[] {
  const own = [...verb.flags, ...(verb.hasPages ? (['limit', 'cursor'] as const) : [])];
  return [
    `.SS "${safe(commandOf(verb))}"`,
    usage(verb),
    '.PP',
    plain(`${verb.about}.`),
    ...(verb.positionals ?? []).flatMap(({ name, about }) => [
      '.TP',
      `\\fI${safe(name)}\\fR`,
      plain(`${about}.`),
    ]),
    ...own.flatMap(flagLines),
    ...verb.examples.flatMap(([command, meaning]) => [
      '.PP',
      plain(`${meaning}:`),
      '.nf',
      plain(`  ${command}`),
      '.fi',
    ]),
  ];
}

function usage(verb: Verb): string {
  const words = (verb.positionals ?? []).map(({ name, isMany, isRequired }) => {
    const word = `\\fI${safe(name)}\\fR${isMany ? ' ...' : ''}`;
    return isRequired ? word : `[${word}]`;
  });
  const own = verb.flags.length > 0 ? ['[flags]'] : [];
  return [`\\fB${safe(commandOf(verb))}\\fR`, ...words, ...own].join(' ');
}

function flagLines(name: string): string[] {
  const { about, value, short } = table[name] as Flag;
  const written = [...(short ? [`-${short}`] : []), `--${name}`].map((word) => `\\fB${safe(word)}\\fR`);
  return ['.TP', `${written.join(', ')}${value ? ` \\fI${safe(value)}\\fR` : ''}`, plain(`${about}.`)];
}

/** A line of text: what troff would take for a request at its beginning is guarded. */
function plain(line: string): string {
  const text = safe(line);
  return /^[.']/.test(text) ? `\\&${text}` : text;
}

/** Signs that troff reads as its own, written so that they come out as they are and can be copied. */
function safe(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('"', '\\(dq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replace(
      /[^\x20-\x7e]/g,
      (sign) => `\\[u${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
