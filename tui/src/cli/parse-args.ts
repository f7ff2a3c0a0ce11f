/** From what was typed to a verb and its arguments, or to a help text. */
import parser from 'yargs-parser';
import { type Args, type Flag, type FlagName, flags, globalFlags, parserConfiguration } from './flags.ts';
import { ticketRef } from './numbers.ts';
import { usageProblem } from './problem.ts';
import { commandOf, nounOf, nouns, type Positional, type Verb, verbs, wordsBehind } from './verbs.ts';

export type Invocation = { kind: 'text'; text: string } | { kind: 'verb'; verb: Verb; args: Args };

// No argument of a process can hold this character, so a word that carries it was marked by us.
const mark = '\0';

const table: Readonly<Record<string, Flag>> = flags;
const alwaysThere = ['help', 'version'];

/**
 * What to do. Throws a usage problem that names the nearest verb or flag, or what is missing.
 * Every way to write a value is understood: `--body X`, `--body=X`, and X may begin with a dash.
 */
export async function parseArgs(
  argv: readonly string[],
  about: { columns: number; version: string },
): Promise<Invocation> {
  const typed = joinValues(argv);
  const asTyped = wordsOf(typed);
  const tokens = markDashWords(typed, asTyped);
  const words = wordsOf(tokens);
  const asksForHelp = tokens.some((token) => token === '--help' || token === '-h');
  const asksForVersion = tokens.includes('--version');
  if (asksForVersion && !asksForHelp) return { kind: 'text', text: `${about.version}\n` };
  const noun = nounOf(words);
  if (noun.length > 0 && words.length === noun.length && asksForHelp) return helpOn(tokens, about.columns);
  const named = await findVerb(words, noun);
  await requireKnownFlags(tokens, named);
  const verb = withoutTicket(named, tokens);
  if (asksForHelp) return helpOn(tokens, about.columns);
  const behind = words.slice(verb.path.length);
  requireWords(verb, behind);
  const args = { ...readFlags(tokens), ...positionalOf(verb, behind) };
  requireFlags(verb, args);
  return { kind: 'verb', verb, args };
}

async function helpOn(tokens: readonly string[], columns: number): Promise<Invocation> {
  const { helpText } = await import('./help-text.ts');
  return { kind: 'text', text: helpText(tokens, columns) };
}

function joinValues(argv: readonly string[]): string[] {
  const dashes = argv.indexOf('--');
  const before = dashes < 0 ? argv : argv.slice(0, dashes);
  const tokens: string[] = [];
  for (let at = 0; at < before.length; at += 1) {
    const token = before[at] as string;
    const name = token.slice(2);
    if (token.startsWith('--') && Object.hasOwn(table, name) && table[name]?.type !== 'switch') {
      const value = before[at + 1];
      if (value === undefined) throw usageProblem(`--${name} needs a value behind it.`);
      tokens.push(`${token}=${value}`);
      at += 1;
    } else tokens.push(isPlainWord(token) ? mark + token : token);
  }
  return dashes < 0 ? tokens : [...tokens, ...argv.slice(dashes + 1).map((word) => mark + word)];
}

/**
 * What yargs would misread as a flag or lose: `-` for stdin, nothing at all, and the parts of a query that start
 * with a dash: `-assignee:none`, `-(…)` and `-"…"`, for no flag of ours looks like that.
 */
function isPlainWord(token: string): boolean {
  return token === '' || token === '-' || /^-(?:[A-Za-z]+(?:\.[A-Za-z0-9_.-]*)?:|[("])/.test(token);
}

/** Behind the number of `ticket tag`, `-refund` is a word: a tag to take off, and no row of letters for flags. */
function markDashWords(tokens: readonly string[], words: readonly string[]): readonly string[] {
  const noun = nounOf(words);
  const name = words.slice(0, noun.length + 1).join(' ');
  const verb = verbs.find((each) => each.path.length > 0 && each.name === name);
  const positionals = verb && withoutTicket(verb, tokens).positionals;
  const first = positionals?.findIndex(({ takesDashes }) => takesDashes) ?? -1;
  if (!verb || first < 0) return tokens;
  let count = 0;
  return tokens.map((token) => {
    if (!token.startsWith('-')) count += 1;
    else if (count >= verb.path.length + first && /^-[^-]/.test(token)) return mark + token;
    return token;
  });
}

/** With `--query` no number of a ticket stands behind the verb. */
function withoutTicket(verb: Verb, tokens: readonly string[]): Verb {
  const { positionals = [] } = verb;
  const hasQuery = verb.flags.includes('query') && tokens.some((token) => token.startsWith('--query='));
  return hasQuery ? { ...verb, positionals: positionals.filter(({ name }) => name !== 'ticket') } : verb;
}

function wordsOf(tokens: readonly string[]): string[] {
  return tokens.filter((token) => !token.startsWith('-')).map((token) => token.replaceAll(mark, ''));
}

async function findVerb(words: readonly string[], noun: readonly string[]): Promise<Verb> {
  const typed = words.slice(0, noun.length + 1).join(' ');
  const found = verbs.find((verb) => verb.path.length > 0 && verb.name === typed);
  if (found) return found;
  const first = words[0];
  if (noun.length > 0) {
    const named = noun.join(' ');
    const second = words[noun.length];
    const choices = wordsBehind(named);
    if (second === undefined)
      throw usageProblem(
        `"postern ${named}" needs a verb: ${choices.join(', ')}.`,
        `See: postern ${named} --help`,
      );
    const guess = await nearestOf(second, choices);
    throw usageProblem(
      `There is no verb "${named} ${second}".`,
      guess ? `Did you mean: postern ${named} ${guess}` : `See: postern ${named} --help`,
    );
  }
  // Words of the query language have a colon, a quote or a parenthesis, and no verb does.
  if (first === undefined || /[:"(]/.test(first)) return verbs[0] as Verb;
  const lastWords = verbs.map((verb) => verb.path.at(-1)).filter((word) => word !== undefined);
  const guess = await nearestOf(first, [...Object.keys(nouns), ...lastWords]);
  // Of several verbs that end with this word, the one with the fewest words is the likeliest.
  const isNoun = guess !== null && Object.hasOwn(nouns, guess);
  const [meant] = verbs
    .filter((verb) => guess !== null && !isNoun && verb.path.at(-1) === guess)
    .sort((a, b) => a.path.length - b.path.length);
  const command = meant ? commandOf(meant) : guess && `postern ${guess}`;
  throw usageProblem(
    `There is no verb "${first}".`,
    command ? `Did you mean: ${[command, ...words.slice(1, 2)].join(' ')}` : 'See: postern --help',
  );
}

/** What people call some flags who know other programs, or what they would have it do: with the flags that are meant. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  close: ['action close'],
  tag: ['action +TAG', 'add'],
  assign: ['action assign=WHO', 'to'],
  stage: ['action stage=NAME', 'to'],
  priority: ['action priority=P', 'to'],
  assignee: ['to'],
  message: ['body'],
  file: ['body-file', 'attach', 'text-file'],
  output: ['json'],
  format: ['json'],
  force: ['yes'],
  user: ['email'],
  server: ['url'],
  host: ['url'],
  verbose: ['debug'],
};

async function requireKnownFlags(tokens: readonly string[], verb: Verb): Promise<void> {
  const known: string[] = [...globalFlags, ...verb.flags, ...alwaysThere];
  const letters = ['h', ...known.map((name) => table[name]?.short).filter((short) => short !== undefined)];
  for (const token of tokens.filter((each) => each.startsWith('-'))) {
    const isLong = token.startsWith('--');
    const name = token.slice(isLong ? 2 : 1).split('=')[0] as string;
    if (isLong ? known.includes(name) : [...name].every((letter) => letters.includes(letter))) continue;
    const shown = isLong ? `--${name}` : `-${name}`;
    const here = verb.path.length > 0 ? `"${commandOf(verb)}"` : '"postern"';
    const meant = otherWords[name]?.find((flag) => known.includes(flag.split(' ')[0] as string));
    const guess = meant ?? (await nearestOf(name, known));
    const leaveOut = verb.positionals?.[0]?.name === 'query' && !isLong;
    throw usageProblem(
      `${here} has no flag ${shown}.`,
      guess && (meant || !Object.hasOwn(table, name))
        ? `Did you mean: --${guess}`
        : leaveOut
          ? `To leave out what has this word: ${commandOf(verb)} -- ${token}`
          : `See: ${commandOf(verb)} --help`,
    );
  }
}

async function nearestOf(typed: string, names: readonly string[]): Promise<string | null> {
  const { nearest } = await import('@postern/core/client');
  const longer = typed.length >= 3 ? names.find((name) => name.startsWith(typed)) : undefined;
  return longer ?? nearest(typed, names);
}

/**
 * The values of the flags, read by the part of yargs that reads them. All of yargs is loaded for help texts alone:
 * it takes as long to load as Node takes to start.
 */
function readFlags(tokens: readonly string[]): Args {
  const names = Object.keys(flags) as FlagName[];
  const { argv, error } = parser.detailed([...tokens], {
    string: names.filter((name) => table[name]?.type !== 'switch'),
    boolean: names.filter((name) => table[name]?.type === 'switch'),
    alias: Object.fromEntries(
      names.flatMap((name) => (table[name]?.short ? [[name, table[name].short]] : [])),
    ),
    configuration: parserConfiguration,
  });
  // What we did not refuse ourselves is refused in the parser's own words.
  if (error) throw usageProblem(`${error.message.trim()}.`, 'See: postern --help');
  const read = names.map((name) => [name, flagValue(name, argv[name], tokens)]);
  // A query is a list of words, whether it stands behind the verb or behind its flag.
  const query = typeof argv.query === 'string' ? [argv.query] : undefined;
  return { ...(Object.fromEntries(read) as Args), query };
}

function flagValue(name: FlagName, read: unknown, tokens: readonly string[]): unknown {
  const { type } = table[name] as Flag;
  if (type === 'switch') return read === true;
  if (type === 'text') return read;
  // Of a flag that is given twice the parser keeps the last value alone.
  const start = `--${name}=`;
  return tokens.filter((token) => token.startsWith(start)).map((token) => token.slice(start.length));
}

function positionalOf(verb: Verb, words: readonly string[]): Partial<Args> {
  const read: Record<string, string | readonly string[]> = {};
  for (const [index, { name, isMany }] of (verb.positionals ?? []).entries()) {
    const word = words[index];
    if (word !== undefined) read[name] = isMany ? words.slice(index) : word;
  }
  return read as Partial<Args>;
}

function requireWords(verb: Verb, words: readonly string[]): void {
  const positionals = verb.positionals ?? [];
  const most = positionals.at(-1)?.isMany ? Number.POSITIVE_INFINITY : positionals.length;
  if (words.length > most) {
    throw usageProblem(
      `"${words[most]}" is one word too many for "${commandOf(verb)}".`,
      positionals[0]?.takesStdin
        ? `For several tickets, one number a line: ${commandOf(verb)} - < FILE`
        : `See: ${commandOf(verb)} --help`,
    );
  }
  const missing = positionals.find(({ isRequired }, index) => isRequired && words[index] === undefined);
  if (missing) throw usageProblem(`"${commandOf(verb)}" needs ${wordFor(missing)}.`, exampleOf(verb));
  const [first] = words;
  const [leading] = positionals;
  if (leading?.name === 'ticket' && first !== undefined && !(first === '-' && leading.takesStdin))
    ticketRef(first);
}

const wordsFor: Partial<Record<Positional['name'], string>> = {
  ticket: 'the number of a ticket',
  other: 'the number of the other ticket',
  name: 'a name',
  email: 'an e-mail address',
  emails: 'an e-mail address',
  permission: 'a permission',
  settings: 'a setting, as key=value',
  key: 'the name of a setting',
  file: 'a file',
  article: 'an article, by the end of its address',
  channel: 'a channel of Slack',
  route: 'the id of a route',
  hour: 'an hour from 0 to 23, or off',
  state: 'on or off',
  notice: 'what it is about: assigned or answered',
};

function wordFor({ name }: Positional): string {
  return wordsFor[name] ?? `the name of a ${name}`;
}

function requireFlags(verb: Verb, args: Args): void {
  for (const name of verb.required) {
    if (args[name] === undefined)
      throw usageProblem(
        `"${commandOf(verb)}" needs --${name} ${table[name]?.value ?? ''}.`,
        exampleOf(verb),
      );
  }
}

function exampleOf(verb: Verb): string {
  const example = verb.examples[0]?.[0];
  return example ? `For example: ${example}` : '';
}
