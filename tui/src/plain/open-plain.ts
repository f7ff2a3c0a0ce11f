/** Opens the inbox by lines: no screen is taken over, nothing is redrawn, and what is said stays said. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { httpClient } from '@postern/core/client';
import type { DebugLog } from '../cli/debug-log.ts';
import { downloadFolder, saveBeside } from '../files/attachment.ts';
import { browse, hasBrowser } from '../files/browse.ts';
import { fileNameFor, fileTextFor, settingFile, writeInEditor } from '../inbox/external-editor.ts';
import { ownSettings } from '../inbox/own-settings.ts';
import { createCommands, type Outside } from '../inbox/run-command.ts';
import type { TypedDesk } from '../inbox/typed-command.ts';
import { wordsFor } from '../inbox/words.ts';
import { readUserKeys } from '../keys/read-user-keys.ts';
import type { DeskSign } from '../settings/desk-stripes.ts';
import { stateFolder } from '../store/draft-files.ts';
import { createInbox, type Inbox } from '../store/inbox.ts';
import { createPlainTalk } from './plain-talk.ts';

export interface PlainOptions {
  url: string;
  token: string;
  profile: string;
  sign: DeskSign;
  /** The other desks of this person, and what hears which of them they go to; the talk ends then. */
  desks: Outside['desks'];
  query?: string;
  readOnly: boolean;
  /** So long a reply can be taken back. */
  holdSeconds: number;
  configFolder: string;
  /** What is written down of how it goes. */
  debug?: DebugLog | null;
  /** Says where drafts are; all else is asked of the process. */
  env: Readonly<Record<string, string | undefined>>;
  /** What the verbs of the command line do. */
  actOf: TypedDesk['actOf'];
}

/** The words wrap where the terminal wraps them; the size only says how far lists are loaded. */
const size = { columns: 80, rows: 24 };
const lookMs = 20;

/** Runs until `quit`, the end of stdin, or a signal; answers the exit code. */
export async function openPlain(options: PlainOptions): Promise<number> {
  const { env, stdin, stdout } = process;
  const inbox = createInbox({
    client: httpClient({
      url: options.url,
      token: options.token,
      source: 'TUI',
      onCall: options.debug?.call,
    }),
    url: options.url,
    desk: options.sign.name,
    stripe: options.sign.stripe,
    query: options.query,
    isReadOnly: options.readOnly,
    size,
    holdSeconds: options.holdSeconds,
    stateFolder: stateFolder(options.env),
    newId: randomUUID,
    now: Date.now,
    wordsFor,
  });
  const [keys, settings] = await Promise.all([
    readUserKeys(join(options.configFolder, 'keys.toml')),
    ownSettings(options.configFolder, {}, () => {}),
  ]);
  const lines = createInterface({ input: stdin, output: stdout });
  let isOver = false;
  const editing = { work: Promise.resolve() };
  const outside = outsideOf(inbox, {
    ...{ env, settings, editing },
    desk: { url: options.url, profile: options.profile, env: options.env, actOf: options.actOf },
    desks: {
      ...options.desks,
      go(name) {
        options.desks.go(name);
        isOver = true;
      },
    },
    quit: () => (isOver = true),
  });
  const commands = createCommands(inbox, outside, keys.commands);
  const talk = createPlainTalk(inbox, commands, {
    table: keys.commands,
    async quiet() {
      await editing.work;
      await quietOf(inbox);
    },
  });
  const say = (text: string) => text !== '' && stdout.write(`${text}\n`);

  inbox.start();
  for (const problem of [...keys.problems, ...settings.problems, ...options.sign.problems]) say(problem);
  say(await talk.begin());
  lines.setPrompt(talk.prompt());
  lines.prompt();
  for await (const line of lines) {
    // While an editor has the terminal, nobody else reads it.
    lines.pause();
    say(await talk.hear(line));
    if (isOver) break;
    lines.resume();
    lines.setPrompt(talk.prompt());
    lines.prompt();
  }
  lines.close();
  inbox.stop();
  return 0;
}

function outsideOf(
  inbox: Inbox,
  around: {
    env: NodeJS.ProcessEnv;
    desk: Outside['desk'];
    desks: Outside['desks'];
    settings: Outside['settings'];
    editing: { work: Promise<void> };
    quit(): void;
  },
): Outside {
  const { env, desk, desks, settings, editing, quit } = around;
  const inEditor = (file: { fileName: string; fileText: string }, use: (text: string) => void) => {
    editing.work = writeInEditor(file, env).then((result) => {
      if ('text' in result) use(result.text);
      else inbox.hub.say('warning', result.problem);
    });
  };
  return {
    quit,
    settings,
    desk,
    desks,
    suspend: () => inbox.hub.say('plain', 'Press Ctrl+Z in a terminal that has jobs.'),
    copy: (text) => inbox.hub.say('plain', text),
    hasBrowser: hasBrowser(env),
    browse: (address) => browse(address, env),
    viewFile: async () => 'line by line, files are saved',
    saveFile: (fileName, content) => saveBeside(downloadFolder(env), fileName, content),
    repaint() {},
    openEditor() {
      const { composer } = inbox.hub.get();
      if (!composer || composer.isSending) return;
      inEditor({ fileName: fileNameFor(composer), fileText: fileTextFor(composer) }, (text) =>
        inbox.composing.change({ type: 'replace', text }),
      );
    },
    editText: (setting, use) => inEditor(settingFile(setting), use),
  };
}

/** Resolves when no request is under way, or after a while: a desk that is away must not silence the talk. */
function quietOf(inbox: Inbox): Promise<void> {
  const patience = Date.now() + 5_000;
  return new Promise((resolve) => {
    const look = () => {
      if (!inbox.isBusy || Date.now() > patience) return resolve();
      setTimeout(look, lookMs);
    };
    look();
  });
}
