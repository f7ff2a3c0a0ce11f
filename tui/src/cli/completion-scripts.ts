/** Completion scripts for shells, made from the table of verbs: nothing is started at a press of Tab. */
import { flags, globalFlags } from './flags.ts';
import { topics } from './help-topics.ts';
import { nouns, type Verb, verbs } from './verbs.ts';

const everywhere = [...globalFlags, 'help', 'version'].map((name) => `--${name}`);
const firstWords = [
  ...Object.keys(nouns),
  ...verbs.filter((verb) => verb.path.length === 1).map((verb) => verb.path[0] as string),
];

function secondWords(noun: string): string[] {
  return verbs
    .filter((verb) => verb.path.length === 2 && verb.path[0] === noun)
    .map((verb) => verb.path[1] as string);
}

const wordsBehind: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.keys(nouns).map((noun) => [noun, secondWords(noun)])),
  help: [...Object.keys(topics), ...firstWords.filter((word) => word !== 'help')],
  completion: ['bash', 'zsh', 'fish'],
};

const flagsOf = (verb: Verb) => [...verb.flags.map((name) => `--${name}`), ...everywhere].join(' ');

function bash(): string {
  const behind = Object.entries(wordsBehind).map(
    ([word, following]) => `    ${word}) [ "$place" = 1 ] && words="${following.join(' ')}" ;;`,
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
  local place=\${#typed[@]} words="" flags="${everywhere.join(' ')}"
  case "\${typed[0]}" in
    "") words="${firstWords.join(' ')}" ;;
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

/** zsh runs bash's completions; two ways to say the same would drift apart. */
function zsh(): string {
  return `# Completion of postern for zsh.
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bash()}`;
}

function fish(): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const flagLine = (name: string, condition: string) => {
    const flag = (flags as Readonly<Record<string, { about: string; type: string }>>)[name];
    const about = flag ? ` -d ${quote(flag.about)}` : '';
    return `complete -c postern${condition} -l ${name}${about}${flag?.type === 'text' ? ' -r' : ''}`;
  };
  const lines = [
    ...Object.entries(nouns).map(
      ([noun, about]) => `complete -c postern -f -n __fish_use_subcommand -a ${noun} -d ${quote(about)}`,
    ),
    ...verbs
      .filter((verb) => verb.path.length === 1)
      .map(
        (verb) =>
          `complete -c postern -f -n __fish_use_subcommand -a ${verb.path[0]} -d ${quote(verb.about)}`,
      ),
    ...verbs
      .filter((verb) => verb.path.length === 2)
      .map((verb) => {
        const own = secondWords(verb.path[0] as string).join(' ');
        const condition = `__fish_seen_subcommand_from ${verb.path[0]}; and not __fish_seen_subcommand_from ${own}`;
        return `complete -c postern -f -n ${quote(condition)} -a ${verb.path[1]} -d ${quote(verb.about)}`;
      }),
    ...['help', 'completion'].map(
      (word) =>
        `complete -c postern -f -n ${quote(`__fish_seen_subcommand_from ${word}`)} -a ${quote((wordsBehind[word] ?? []).join(' '))}`,
    ),
    ...verbs.flatMap((verb) =>
      verb.flags.map((name) =>
        flagLine(
          name,
          verb.path.length > 0 ? ` -n ${quote(`__fish_seen_subcommand_from ${verb.path.at(-1)}`)}` : '',
        ),
      ),
    ),
    ...globalFlags.map((name) => flagLine(name, '')),
  ];
  return `# Completion of postern for fish.\n${lines.join('\n')}\n`;
}

/** By shell. */
export const completionScripts = { bash, zsh, fish } as const;
