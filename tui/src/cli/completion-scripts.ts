/** Completion scripts for shells, made from the table of verbs: nothing is started at a press of Tab. */
import { flags, globalFlags } from './flags.ts';
import { topics } from './help-topics.ts';
import { nouns, type Verb, verbs, wordsBehind } from './verbs.ts';

const everywhere = [...globalFlags, 'help', 'version'].map((name) => `--${name}`);
const firstWords = [
  ...Object.keys(nouns).filter((noun) => !noun.includes(' ')),
  ...verbs.filter((verb) => verb.path.length === 1).map((verb) => verb.path[0] as string),
];

/** By what was typed before them, flags left out. */
const following: Readonly<Record<string, readonly string[]>> = {
  '': firstWords,
  ...Object.fromEntries(Object.keys(nouns).map((noun) => [noun, wordsBehind(noun)])),
  help: [...Object.keys(topics), 'man', ...firstWords.filter((word) => word !== 'help')],
  completion: ['bash', 'zsh', 'fish'],
};

const flagsOf = (verb: Verb) => [...verb.flags.map((name) => `--${name}`), ...everywhere].join(' ');

function bash(): string {
  const behind = Object.entries(following).map(
    ([typed, words]) => `    "${typed}") words="${words.join(' ')}" ;;`,
  );
  const byVerb = verbs
    .filter((verb) => verb.path.length > 0)
    .map((verb) => `    "${verb.path.join(' ')}"*) flags="${flagsOf(verb)}" ;;`);
  return `# Completion of postern for bash.
_postern() {
  local now="\${COMP_WORDS[COMP_CWORD]}" typed=() word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) typed+=("$word") ;; esac
  done
  local words="" flags="${everywhere.join(' ')}"
  case "\${typed[*]}" in
${behind.join('\n')}
  esac
  case "\${typed[*]}" in
${byVerb.join('\n')}
  esac
  case "$now" in -*) words="$flags" ;; esac
  COMPREPLY=($(compgen -W "$words" -- "$now"))
}
complete -o default -F _postern postern
`;
}

/** In zsh's own way, with what each word is for beside it. */
function zsh(): string {
  const entry = (word: string, about: string | undefined) => quoted(about ? `${word}:${about}` : word);
  const flagEntries = (names: readonly string[]) =>
    names.map((name) => entry(`--${name}`, aboutFlag(name))).join(' ');
  const behind = Object.entries(following).map(
    ([typed, words]) =>
      `    ${quoted(typed)}) follow=(${words.map((word) => entry(word, aboutWord(typed, word))).join(' ')}) ;;`,
  );
  const byVerb = verbs
    .filter((verb) => verb.path.length > 0 && verb.flags.length > 0)
    .map((verb) => `    ${quoted(verb.path.join(' '))}*) flags+=(${flagEntries(verb.flags)}) ;;`);
  return `#compdef postern
# Completion of postern for zsh.
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
_postern() {
  local -a typed=(\${\${words[2,CURRENT-1]}:#-*}) follow flags
  flags=(${flagEntries([...globalFlags, 'help', 'version'])})
  case "$typed" in
${behind.join('\n')}
  esac
  case "$typed" in
${byVerb.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then _describe -o flag flags
  elif (( $#follow )); then _describe command follow
  else _files
  fi
}
# Read by "source", or found by zsh itself in a directory of its fpath.
if [[ $funcstack[1] == _postern ]]; then _postern "$@"; else compdef _postern postern; fi
`;
}

const aboutFlag = (name: string) => (flags as Readonly<Record<string, { about: string }>>)[name]?.about;

function aboutWord(typed: string, word: string): string | undefined {
  const name = typed === '' ? word : `${typed} ${word}`;
  return verbs.find((verb) => verb.name === name)?.about ?? nouns[name];
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function fish(): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const hasTyped = (words: readonly string[]) =>
    words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
  const flagLine = (name: string, condition: string) => {
    const flag = (flags as Readonly<Record<string, { about: string; type: string }>>)[name];
    const about = flag ? ` -d ${quote(flag.about)}` : '';
    return `complete -c postern${condition} -l ${name}${about}${flag && flag.type !== 'switch' ? ' -r' : ''}`;
  };
  const lines = [
    ...Object.entries(nouns)
      .filter(([noun]) => !noun.includes(' '))
      .map(
        ([noun, about]) => `complete -c postern -f -n __fish_use_subcommand -a ${noun} -d ${quote(about)}`,
      ),
    ...verbs
      .filter((verb) => verb.path.length === 1)
      .map(
        (verb) =>
          `complete -c postern -f -n __fish_use_subcommand -a ${verb.path[0]} -d ${quote(verb.about)}`,
      ),
    ...Object.keys(nouns).flatMap((noun) => {
      const own = wordsBehind(noun);
      const condition = `${hasTyped(noun.split(' '))}; and not __fish_seen_subcommand_from ${own.join(' ')}`;
      return own.map((word) => {
        const name = `${noun} ${word}`;
        const about = verbs.find((verb) => verb.name === name)?.about ?? nouns[name] ?? '';
        return `complete -c postern -f -n ${quote(condition)} -a ${word} -d ${quote(about)}`;
      });
    }),
    ...['help', 'completion'].map(
      (word) =>
        `complete -c postern -f -n ${quote(`__fish_seen_subcommand_from ${word}`)} -a ${quote((following[word] ?? []).join(' '))}`,
    ),
    ...verbs.flatMap((verb) =>
      verb.flags.map((name) =>
        flagLine(name, verb.path.length > 0 ? ` -n ${quote(hasTyped(verb.path))}` : ''),
      ),
    ),
    ...globalFlags.map((name) => flagLine(name, '')),
  ];
  return `# Completion of postern for fish.\n${lines.join('\n')}\n`;
}

/** By shell. */
export const completionScripts = { bash, zsh, fish } as const;
