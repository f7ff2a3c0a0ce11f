/** Opens the full-screen inbox: puts keyboard, store and screen together, and leaves the terminal as it was. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { displayText, httpClient } from '@postern/core/client';
import type { Instance } from 'ink';
import { downloadFolder, saveBeside } from '../files/attachment.ts';
import { browse, hasBrowser } from '../files/browse.ts';
import { openTerminalInput } from '../input/terminal-input.ts';
import { readUserKeys } from '../keys/read-user-keys.ts';
import type { TerminalSettings } from '../settings/terminal-settings.ts';
import { stateFolder } from '../store/draft-files.ts';
import { createInbox } from '../store/inbox.ts';
import { backgroundFrom, colorDepth } from '../text/color-depth.ts';
import { glyphsFor, unicodeGlyphs } from '../text/glyphs.ts';
import { themeNamed } from '../text/themes.ts';
import { clipboardText } from './clipboard.ts';
import { fileNameFor, fileTextFor, settingFile, writeInEditor } from './external-editor.ts';
import type { ScreenHandle } from './frame.tsx';
import { createFrames } from './frames.ts';
import { createKeyboard } from './keyboard.ts';
import { createMouse } from './mouse.ts';
import { createNotifier } from './notifications.ts';
import { ownSettings } from './own-settings.ts';
import { createCommands } from './run-command.ts';
import { signalExits, takeOver } from './take-over.ts';
import { frameHash, markerText } from './test-marker.ts';
import { wordsFor } from './words.ts';

export interface InboxOptions {
  url: string;
  token: string;
  /** Shown in the header, so that nobody answers from the wrong desk. */
  profile?: string;
  /** The query to begin with; without it "Mine". */
  query?: string;
  /** Nothing that changes the desk can be done. */
  readOnly?: boolean;
  /** The folder with `config.toml`, `keys.toml` and `themes/`, none of which need be there. */
  configFolder: string;
  /** What the command line said of the terminal's settings. */
  settings?: Partial<TerminalSettings>;
}

/**
 * Runs the inbox on this process's terminal until the person quits, and answers the exit code: 0, or 128 and the
 * signal's number, or 1 after a fault, which is told on stderr once the terminal is as it was before.
 */
export async function openInbox(options: InboxOptions): Promise<number> {
  const { env, stdin, stdout } = process;
  const input = openTerminalInput({ stdin, stdout });
  const answer = input.askBackground();
  const folder = stateFolder(env);
  const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
  const notifier = createNotifier({
    env,
    write: (text) => stdout.write(text),
    wanted: () => settings.get().notifications,
  });
  const inbox = createInbox({
    client: httpClient({ url: options.url, token: options.token, source: 'TUI' }),
    url: options.url,
    desk: deskName(options),
    query: options.query,
    isReadOnly: options.readOnly ?? false,
    size: size(),
    stateFolder: folder,
    newId: randomUUID,
    now: Date.now,
    wordsFor,
    tell: (news) => notifier.tell(news),
  });
  // The first answers are on their way while Ink is still being loaded.
  inbox.start();

  const depth = colorDepth({ env, isTTY: stdout.isTTY === true });
  let background = backgroundFrom(undefined, env.COLORFGBG);
  const apply = ({ mouse }: TerminalSettings) => {
    input.setMouse(mouse !== 'off');
    frames.setLook(lookOf());
    frames.setTheme(themeNow());
  };
  const [keys, settings] = await Promise.all([
    readUserKeys(join(options.configFolder, 'keys.toml')),
    ownSettings(options.configFolder, options.settings ?? {}, apply),
  ]);
  const themeNow = () => themeNamed(settings.get().theme, { depth, background }, settings.ownPalette);
  const lookOf = () => {
    const { signs } = settings.get();
    const glyphs = signs === 'unicode' ? unicodeGlyphs : glyphsFor(env, signs === 'ascii');
    return { glyphs, isAscii: glyphs !== unicodeGlyphs, commands: keys.commands };
  };
  const frames = createFrames(inbox.hub, lookOf(), themeNow());

  const ended = Promise.withResolvers<{ code: number; fault?: unknown }>();
  let screen: Instance | undefined;
  let handle: ScreenHandle | undefined;
  let isLent = false;
  const end = (code: number, fault?: unknown) =>
    ended.resolve({ code, ...(fault !== undefined && { fault }) });

  const lend = async (work: () => Promise<void>) => {
    if (!handle || isLent) return;
    isLent = true;
    try {
      await handle.suspend(work);
    } finally {
      isLent = false;
      inbox.resize(size());
    }
  };

  const commands = createCommands(
    inbox,
    {
      quit: () => end(0),
      settings,
      copy: (text) => stdout.write(clipboardText(text)),
      hasBrowser: hasBrowser(env),
      browse: (address) => browse(address, env),
      saveFile: (fileName, content) => saveBeside(downloadFolder(env), fileName, content),
      repaint() {
        screen?.clear();
        frames.renew();
      },
      suspend: () =>
        void lend(async () => {
          // The whole group, as the terminal itself would: otherwise npm and the shell do not notice.
          process.kill(0, 'SIGTSTP');
          await new Promise((resolve) => setTimeout(resolve, 50));
        }),
      editText(setting, use) {
        void lend(async () => {
          const result = await writeInEditor(settingFile(setting), env);
          if ('problem' in result) return inbox.hub.say('warning', result.problem);
          if (result.text.trim() === setting.text.trim())
            return inbox.hub.say('plain', `${setting.key} is as it was.`);
          use(result.text);
        });
      },
      openEditor() {
        const { composer } = inbox.hub.get();
        if (!composer || composer.isSending) return;
        inbox.composing.saveNow();
        void lend(async () => {
          const result = await writeInEditor(
            { fileName: fileNameFor(composer), fileText: fileTextFor(composer) },
            env,
          );
          if (inbox.hub.get().composer?.requestId !== composer.requestId) return;
          if ('text' in result) inbox.composing.change({ type: 'replace', text: result.text });
          else inbox.hub.say('warning', result.problem);
        });
      },
    },
    keys.commands,
  );
  const keyboard = createKeyboard(inbox.hub, commands, keys.commands);
  const problems = [...settings.problems, ...keys.problems];
  if (problems.length > 0) inbox.hub.say('warning', problemWords(problems));
  input.setMouse(settings.get().mouse !== 'off');
  const mouse = createMouse(inbox, commands);

  const giveBack = [
    ...Object.entries(signalExits).map(([signal, code]) =>
      // Ctrl+C in an editor reaches the whole group, and is meant for the editor.
      takeOver(process, signal, () => (signal === 'SIGINT' && isLent ? undefined : end(code))),
    ),
    takeOver(process, 'uncaughtException', (error: unknown) => end(1, error)),
    takeOver(process, 'unhandledRejection', (error: unknown) => end(1, error)),
    // The terminal is gone: nobody is left to tell.
    takeOver(stdout, 'error', () => end(signalExits.SIGHUP)),
  ];
  const onExit = () => inbox.composing.saveNow();
  process.on('exit', onExit);
  const onResize = () => inbox.resize(size());
  stdout.on('resize', onResize);

  const marker = env.POSTERN_TEST === '1' ? startMarker() : undefined;
  function startMarker() {
    let keys = 0;
    let last = '';
    let isWriting = false;
    const write = async () => {
      if (isWriting || !handle || isLent) return;
      isWriting = true;
      await handle.flushed();
      isWriting = false;
      const text = markerText({
        frame: frames.number,
        hash: frameHash(frames.frame().lines),
        keys,
        size: `${inbox.hub.get().size.columns}x${inbox.hub.get().size.rows}`,
        isQuiet: !inbox.isBusy && !keyboard.isWaiting && !isLent,
      });
      if (text === last) return;
      last = text;
      stdout.write(text);
      void write();
    };
    inbox.hub.subscribe(() => void write());
    return {
      took() {
        keys += 1;
        void write();
      },
      write,
    };
  }

  try {
    const { showFrames } = await import('./frame.tsx');
    screen = showFrames({
      source: frames,
      stdin: input.inkStdin,
      stdout,
      onReady(ready) {
        handle = ready;
        void marker?.write();
      },
    });
    // A view that fails ends Ink by itself.
    screen.waitUntilExit().then(
      () => end(0),
      (error: unknown) => end(1, error),
    );
    input.listen((event) => {
      if (event.type === 'focus') notifier.focus(event.focused);
      else if (event.type !== 'mouse') keyboard.handle(event);
      else if (event.action !== 'press' || settings.get().mouse === 'full') mouse.handle(event);
      if (event.type !== 'reply') marker?.took();
    });
    void answer.then((reply) => {
      background = backgroundFrom(reply, env.COLORFGBG);
      frames.setTheme(themeNow());
    });
  } catch (error) {
    end(1, error);
  }

  const { code, fault } = await ended.promise;
  keyboard.stop();
  inbox.stop();
  screen?.unmount();
  input.close();
  await screen?.waitUntilExit().catch(() => {});
  stdout.off('resize', onResize);
  process.off('exit', onExit);
  for (const restore of giveBack) restore();
  if (fault !== undefined) tellFault(fault, folder);
  return code;
}

/** The first fault in full; who mends it meets the next. */
function problemWords([first = '', ...others]: readonly string[]): string {
  return displayText(others.length === 0 ? first : `${first} (and ${others.length} more)`);
}

function deskName({ url, profile }: InboxOptions): string {
  if (profile && profile !== 'default') return profile;
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

/** One sentence for the person, the whole of it for whoever repairs it. */
function tellFault(fault: unknown, folder: string): void {
  const file = join(folder, 'logs', 'inbox.log');
  const details = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  let where = `Details are in ${file}.`;
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
    appendFileSync(file, `${new Date().toISOString()} ${details}\n`, { mode: 0o600 });
  } catch {
    where = details;
  }
  process.stderr.write(
    `postern: The inbox stopped because of a fault of its own. Your drafts are kept. ${where}\n`,
  );
}
