/** The command line's grammar in the palette: read by its own parser, run with this inbox's session, told on the screen. */
import { stripVTControlCharacters } from 'node:util';
import { displayText } from '@postern/core/words';
import type { Io } from '../cli/io.ts';
import type { Session } from '../cli/session.ts';
import type { Verb } from '../cli/verbs.ts';
import type { Inbox } from '../store/inbox.ts';
import type { WritingKind } from '../store/model.ts';
import { stopsWords } from '../text/weighed-words.ts';

/** The desk of this inbox, as the command line names it. */
export interface TypedDesk {
  url: string;
  profile: string;
  env: Io['env'];
  /** What a verb does; the command line hands it in, for the inbox is one of its verbs. */
  actOf: Session['actOf'];
}

export interface TypedCommands {
  /** Runs what was typed. */
  run(text: string): Promise<void>;
  /** Hears what was answered to its question. */
  answer(isYes: boolean): void;
}

/** Verbs that ask or print in ways that only a shell has. */
const shellOnly = /^(?:$|auth |completion|help|ticket (?:watch|attachment)|portal open|import|export)/;
/** What customers notice is asked about, whatever the command line does. */
const reaching =
  /^(?:ticket create|contact invite|outbox retry|api$|portal (?:on|off|set|filter|apply|kb|form|brand|domain|consent|sso)\b)/;
/** From what these leave behind, no reply goes out. */
const ending = /^ticket (?:close|merge|delete)$/;
const reading = /\b(?:list|view|show|history|who|why|status|get|preview|verify|plan|test)$/;

export function createTypedCommands(inbox: Inbox, desk: TypedDesk): TypedCommands {
  const { hub, threads, composing, pages } = inbox;
  let answering: ((isYes: boolean) => void) | null = null;

  const ask = (words: string): Promise<boolean> => {
    answering?.(false);
    hub.set({ question: { kind: 'typed', words: displayText(words) } });
    return new Promise((resolve) => {
      answering = resolve;
    });
  };

  /** A text goes into the composer with its readers above it, and leaves with its chord as always. */
  const write = async (kind: WritingKind, ticket: string, body: string | undefined) => {
    const ref = ticket.startsWith('tkt_') ? ticket : Number(ticket.replace('#', ''));
    const answer = await hub.ask((options) => hub.client.tickets.view.query({ ticket: ref }, options));
    if (!answer.ok) return hub.fail(answer.failure);
    const { id } = answer.value;
    if (!(await threads.load(id))) return;
    threads.open(id);
    composing.open(kind);
    if (body !== undefined) composing.change({ type: 'paste', text: body });
  };

  const runVerb = async (verb: Verb, args: import('../cli/flags.ts').Args, typed: string) => {
    const { name } = verb;
    if (shellOnly.test(name))
      return hub.say('warning', `This needs a shell of its own: quit, or Ctrl+Z, then postern ${typed}`);
    if (args.url !== undefined || args.profile !== undefined)
      return hub.say('warning', 'This inbox talks to its own desk alone. g a goes to another one.');
    if (args.ticket === '-' || args['body-file'] === '-' || args.input === '-')
      return hub.say('warning', 'Nothing is piped in here: name what is meant in place of "-".');
    if (hub.get().isReadOnly && !reading.test(name)) return hub.say('warning', 'This inbox is read-only.');
    const isReply = name === 'ticket reply';
    if (isReply || (name === 'ticket note' && args.body === undefined && args['body-file'] === undefined)) {
      if (isReply && (args['send-at'] ?? args['body-file']) !== undefined)
        return hub.say('warning', `A reply of that kind needs a shell: postern ${typed}`);
      return write(isReply ? 'reply' : 'note', args.ticket as string, args.body);
    }
    if (
      reaching.test(name) &&
      !reading.test(name) &&
      !(await ask(`postern ${typed}: customers can notice this. y does it, n leaves it.`))
    )
      return hub.say('plain', 'Nothing was done.');
    const stops = ending.test(name) ? stopsWords(hub.get().held, idsOf(args.ticket, args.query)) : '';
    if (stops !== '' && !(await ask(`${stops} y does it all the same, n leaves it.`)))
      return hub.say('plain', 'Nothing was done.');
    const { exit, stdout, stderr } = await inShell(verb, args);
    const lines = (text: string) =>
      stripVTControlCharacters(text)
        .split('\n')
        .map((line) => displayText(line));
    const out = lines(stdout.trimEnd());
    const told = lines(stderr.trim())
      .map((line) => line.trim())
      .filter(Boolean);
    if (out.length > 1) pages.showOutput(`postern ${typed}`, out);
    const words = [...told, ...(out.length === 1 && out[0] !== '' ? out : [])].join(' ');
    if (words !== '' || out.length <= 1)
      hub.say(exit === 0 ? 'good' : 'bad', words.replace(/^error: /, '') || 'Done.');
  };

  /** The ticket that was meant, as it is loaded or as a reply waits there; of a query all on which a reply waits. */
  const idsOf = (ref: string | undefined, query: unknown): string[] => {
    const { held, list } = hub.get();
    if (query !== undefined) return held.map(({ ticketId }) => ticketId);
    const isMeant = (number: number) => String(number) === ref?.replace('#', '');
    return [
      ...(ref?.startsWith('tkt_') ? [ref] : []),
      ...list.rows.flatMap(({ id, number }) => (isMeant(number) ? [id] : [])),
      ...held.flatMap(({ ticketId, number }) => (isMeant(number) ? [ticketId] : [])),
    ];
  };

  /** One run of a verb with nothing but this inbox around it. */
  const inShell = async (verb: Verb, args: import('../cli/flags.ts').Args) => {
    const [{ openSession }, { report, tellingOf }] = await Promise.all([
      import('../cli/session.ts'),
      import('../cli/report.ts'),
    ]);
    const outcome = { exit: 0, stdout: '', stderr: '' };
    const { POSTERN_EDITOR: _own, VISUAL: _visual, EDITOR: _editor, ...env } = desk.env;
    const io: Io = {
      stdin: (async function* () {})(),
      stdout: { write: (content) => (outcome.stdout += String(content)) },
      stderr: { write: (text) => (outcome.stderr += text) },
      env,
      isTerminal: { stdin: true, stdout: true, stderr: true },
      columns: hub.get().size.columns - 2,
      rows: hub.get().size.rows,
      now: () => new Date(hub.now()),
      async ask(question) {
        // What was shown before the question belongs to it.
        const words = `${outcome.stderr.trim()} ${question.replace(/ \[y\/N\] $/, '')}`
          .replace(/\s+/g, ' ')
          .trim();
        outcome.stderr = '';
        return (await ask(`${words} y does it, n leaves it.`)) ? 'y' : 'n';
      },
      askSecret: async () => null,
      ...nothingAround,
    };
    // A question is never answered before it was read.
    const asked = { ...args, yes: false, 'no-color': true };
    const session = {
      ...openSession(io, asked, ['postern', ...verb.path, ...(args.ticket ? [args.ticket] : [])].join(' ')),
      client: async () => hub.client,
      connection: async () => ({
        ...{ url: desk.url, urlFrom: 'profile' as const, profile: desk.profile, token: null },
        tokenFrom: 'file' as const,
      }),
    };
    try {
      const act = await desk.actOf?.(verb.name);
      outcome.exit = (await act?.(session, asked)) ?? 0;
    } catch (error) {
      const told = await tellingOf(error, session);
      await report(io, told, false);
      outcome.exit = told.exit;
    }
    return outcome;
  };

  return {
    async run(text) {
      const [{ parseArgs }, { CliProblem }, { isTicketVerb }] = await Promise.all([
        import('../cli/parse-args.ts'),
        import('../cli/problem.ts'),
        import('./typed-words.ts'),
      ]);
      try {
        const words = wordsIn(text);
        if (words[0] === 'postern') words.shift();
        if (isTicketVerb(words[0])) words.unshift('ticket');
        const typed = words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
        const invocation = await parseArgs(words, { columns: hub.get().size.columns - 2, version: '' });
        if (invocation.kind === 'text')
          return pages.showOutput(`postern ${typed}`, invocation.text.trimEnd().split('\n'));
        await runVerb(invocation.verb, invocation.args, typed);
      } catch (error) {
        if (!(error instanceof CliProblem)) throw error;
        const [hint = ''] = error.hint.split('\n');
        hub.say('bad', displayText(`${error.message} ${hint}`.trim()));
      }
    },
    answer(isYes) {
      const answered = answering;
      answering = null;
      answered?.(isYes);
    },
  };
}

/** What a shell would have: an editor, a browser, other programs. */
const nothingAround = {
  edit: async () => 1,
  browse: async () => {},
  run: async () => 1,
  page: async () => false,
};

/** Words as a shell reads them, as far as quotes go. */
export function wordsIn(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"']|"(?:[^"\\]|\\.)*"?|'[^']*'?)+/g)].map(([word]) =>
    word.replace(/"((?:[^"\\]|\\.)*)"?|'([^']*)'?/g, (_all, double?: string, single?: string) =>
      double === undefined ? (single ?? '') : double.replace(/\\(.)/g, '$1'),
    ),
  );
}
