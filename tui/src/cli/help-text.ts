/** The help texts of nouns and verbs, made by yargs from the table of verbs. */
import yargs, { type Argv } from 'yargs';
import { type Flag, type FlagName, flags, globalFlags, parserConfiguration } from './flags.ts';
import { commandOf, nouns, type Verb, verbs, wordsBehind } from './verbs.ts';

declare module 'yargs' {
  interface Argv<T> {
    /** In yargs since 17.7, and still missing from its types. */
    usageConfiguration(configuration: { 'hide-types': boolean }): Argv<T>;
  }
}

const table: Readonly<Record<string, Flag>> = flags;
const pageFlags: readonly FlagName[] = ['limit', 'cursor'];
const flagsEverywhere = globalFlags.filter((name) => !pageFlags.includes(name));

/** The text that `--help` prints behind these words, at most 100 columns wide. */
export function helpText(tokens: readonly string[], columns: number): string {
  let text = '';
  parser(columns).parse([...tokens, '--help'], {}, (_error, _argv, output) => {
    text = output;
  });
  return `${text.trimEnd()}\n`;
}

function parser(columns: number): Argv {
  const root = yargs()
    .scriptName('postern')
    .locale('en')
    .wrap(Math.max(40, Math.min(columns, 100)))
    .parserConfiguration(parserConfiguration)
    .usageConfiguration({ 'hide-types': true })
    .exitProcess(false)
    .showHelpOnFail(false)
    .strict()
    .help('help', 'Explain this verb')
    .alias('help', 'h')
    .version(false)
    .option('version', { type: 'boolean', describe: 'Print the version' })
    .options(Object.fromEntries(flagsEverywhere.map((name) => [name, yargsOption(name)])))
    .group([...flagsEverywhere, 'help', 'version'], 'Everywhere:');
  for (const noun of Object.keys(nouns)) if (!noun.includes(' ')) addNoun(root, noun);
  for (const verb of verbs.filter((each) => each.path.length < 2)) addVerb(root, verb);
  return root;
}

function addNoun(parent: Argv, noun: string): void {
  const behind = wordsBehind(noun);
  parent.command(
    noun.split(' ').at(-1) as string,
    `${nouns[noun]}: ${behind.join(', ')}`,
    (inner) => {
      for (const word of behind) {
        const name = `${noun} ${word}`;
        const verb = verbs.find((each) => each.name === name);
        if (verb) addVerb(inner, verb);
        else addNoun(inner, name);
      }
      return inner.usage(`Usage: $0 ${noun} <verb>`);
    },
    () => undefined,
  );
}

function addVerb(parent: Argv, verb: Verb): void {
  const { positionals = [], path } = verb;
  const shown = positionals.map(({ name, isMany, isRequired }) => {
    const word = `${name}${isMany ? '..' : ''}`;
    return isRequired ? `<${word}>` : `[${word}]`;
  });
  const usage = [commandOf(verb), ...shown].join(' ');
  const examples = verb.examples.map(([command, meaning]) => `  # ${meaning}\n  ${command}`);
  parent.command(
    [path.at(-1) ?? '$0', ...shown].join(' '),
    verb.about,
    (inner) => {
      // For `postern` alone yargs writes these lines by itself.
      if (path.length > 0) inner.usage(`Usage: ${usage}\n\n${verb.about}`);
      for (const { name, about } of positionals) inner.positional(name, { type: 'string', describe: about });
      inner.options(Object.fromEntries(verb.flags.map((name) => [name, yargsOption(name, verb.flagTexts)])));
      inner.group([...verb.flags, ...pageFlags], 'Flags:');
      // Every verb takes them, but a page's length and place belong into the help of what has pages.
      for (const name of pageFlags) inner.option(name, { ...yargsOption(name), hidden: !verb.hasPages });
      return inner.epilogue(`Examples:\n${examples.join('\n')}`);
    },
    () => undefined,
  );
}

function yargsOption(name: FlagName, texts: Verb['flagTexts'] = {}) {
  const { type, value, short, about: forAll } = table[name] as Flag;
  const about = texts[name] ?? forAll;
  return {
    type: type === 'switch' ? ('boolean' as const) : ('string' as const),
    describe: value ? `${value}: ${about}` : about,
    ...(short && { alias: short }),
  };
}
