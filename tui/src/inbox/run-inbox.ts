/** The inbox at work: store, commands and keyboard behind a screen that shows its first frame already. */
import { randomUUID } from 'node:crypto';
import { httpClient } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { downloadFolder, saveBeside } from '../files/attachment.ts';
import { browse, hasBrowser } from '../files/browse.ts';
import { viewFile, whyNotViewed } from '../files/view-file.ts';
import type { TerminalInput } from '../input/terminal-input.ts';
import type { TerminalScreen } from '../paint/terminal-screen.ts';
import type { CacheFiles } from '../store/cache-files.ts';
import { createInbox, type Inbox } from '../store/inbox.ts';
import { keepCache } from '../store/keep-cache.ts';
import type { InboxState } from '../store/model.ts';
import type { Appearance } from './appearance.ts';
import { copyText } from './clipboard.ts';
import { fileNameFor, fileTextFor, settingFile, writeInEditor } from './external-editor.ts';
import { createFrames } from './frames.ts';
import { createKeyboard } from './keyboard.ts';
import { createMouse } from './mouse.ts';
import { createNotifier } from './notifications.ts';
import type { InboxOptions } from './open-inbox.ts';
import { createCommands, type Outside } from './run-command.ts';
import { startMarker } from './test-marker.ts';
import { askTmux, type Tmux } from './tmux.ts';
import { wordsFor } from './words.ts';

/** Starts it; keys pressed since the terminal was taken are handled first. `stop` saves and ends everything. */
export function runInbox(start: {
  options: InboxOptions;
  state: InboxState;
  cache: CacheFiles | null;
  folder: string;
  screen: TerminalScreen;
  input: TerminalInput;
  appearance: Appearance;
  /** Called ahead of each frame. */
  onFrame(): void;
  end(code: number, fault?: unknown): void;
}): { stop(): void } {
  const { options, screen, input, appearance } = start;
  const { settings } = appearance;
  const { env, stdout } = process;
  const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
  const tmux = askTmux(env);
  const notifier = createNotifier({
    ...{ env, tmux, now: Date.now },
    write: (text) => stdout.write(text),
    wanted: () => settings.get().notifications,
  });
  const inbox = createInbox({
    client: httpClient({
      url: options.url,
      token: options.token,
      source: 'TUI',
      onCall: options.debug?.call,
    }),
    url: options.url,
    desk: start.state.desk,
    isReadOnly: start.state.isReadOnly,
    size: start.state.size,
    holdSeconds: options.holdSeconds,
    stateFolder: start.folder,
    newId: randomUUID,
    now: Date.now,
    wordsFor,
    tell: (news) => notifier.tell(news),
    state: start.state,
  });
  const keeper = start.cache && keepCache(inbox.hub, start.cache);
  const { commands: table } = appearance.look();
  const frames = createFrames(inbox.hub, appearance.look(), appearance.theme());
  const desks = {
    ...options.desks,
    go(name: string) {
      options.desks.go(name);
      start.end(0);
    },
  };
  const desk = { url: options.url, profile: options.profile, env: options.env, actOf: options.actOf ?? null };
  const outside = {
    ...outsideOf(inbox, screen, { size, tmux }),
    settings,
    desk,
    desks,
    quit: () => start.end(0),
  };
  const commands = createCommands(inbox, outside, table);
  const keyboard = createKeyboard(inbox.hub, commands, table);
  const mouse = createMouse(inbox, commands);
  frames.subscribe(() => {
    start.onFrame();
    screen.show(frames.frame());
  });
  appearance.onChange(({ mouse: wanted, cache }) => {
    if (cache === 'off') start.cache?.clear();
    input.setMouse(wanted !== 'off');
    frames.setLook(appearance.look());
    frames.setTheme(appearance.theme());
  });
  input.setMouse(settings.get().mouse !== 'off');

  const onExit = () => inbox.composing.saveNow();
  process.on('exit', onExit);
  // A window that grew and shrank back has the size it had and lost what stood at its edge.
  const onResize = () => {
    inbox.resize(size());
    screen.repaint();
  };
  process.on('SIGWINCH', onResize);
  const marker =
    env.POSTERN_TEST === '1' ? startMarker({ inbox, frames, keyboard, screen, stdout }) : undefined;

  onResize();
  const problems = [...options.sign.problems, ...appearance.problems];
  if (problems.length > 0) inbox.hub.say('warning', problemWords(problems));
  inbox.start();
  input.listen((event) => {
    if (event.type !== 'focus' && event.type !== 'reply') notifier.pressed();
    if (event.type === 'focus') notifier.focus(event.focused);
    else if (event.type !== 'mouse') keyboard.handle(event);
    else if (event.action !== 'press' || settings.get().mouse === 'full') mouse.handle(event);
    if (event.type !== 'reply') marker?.took();
  });

  return {
    stop() {
      keyboard.stop();
      keeper?.stop();
      // Whoever wants nothing kept any more wants it from this moment on.
      if (settings.get().cache === 'off') start.cache?.clear();
      inbox.stop();
      process.off('exit', onExit);
      process.off('SIGWINCH', onResize);
    },
  };
}

/** The first fault in full; who mends it meets the next. */
function problemWords([first = '', ...others]: readonly string[]): string {
  return displayText(others.length === 0 ? first : `${first} (and ${others.length} more)`);
}

function outsideOf(
  { hub, composing, resize }: Inbox,
  screen: TerminalScreen,
  { size, tmux }: { size: () => InboxState['size']; tmux: Promise<Tmux | null> },
): Omit<Outside, 'settings' | 'desk' | 'desks' | 'quit'> {
  const { env } = process;
  const lend = async (work: () => Promise<void>) => {
    await screen.lend(work);
    resize(size());
  };
  return {
    copy: (text) =>
      void tmux.then((around) =>
        copyText(text, {
          env,
          write: (sequence) => process.stdout.write(sequence),
          passesThrough: around?.passesThrough ?? false,
        }),
      ),
    hasBrowser: hasBrowser(env),
    browse: (address) => browse(address, env),
    saveFile: (fileName, content) => saveBeside(downloadFolder(env), fileName, content),
    async viewFile(file) {
      const why = whyNotViewed(file.mediaType, env);
      if (why !== null) return why;
      return viewFile(file, env).then(
        () => null,
        (error: Error) => error.message,
      );
    },
    repaint: () => screen.repaint(),
    suspend: () =>
      void lend(async () => {
        // The whole group, as the terminal itself would: otherwise npm and the shell do not notice.
        process.kill(0, 'SIGTSTP');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }),
    editText(setting, use) {
      void lend(async () => {
        const result = await writeInEditor(settingFile(setting), env);
        if ('problem' in result) return hub.say('warning', result.problem);
        if (result.text.trim() === setting.text.trim())
          return hub.say('plain', `${setting.key} is as it was.`);
        use(result.text);
      });
    },
    openEditor() {
      const { composer } = hub.get();
      if (!composer || composer.isSending) return;
      composing.saveNow();
      void lend(async () => {
        const result = await writeInEditor(
          { fileName: fileNameFor(composer), fileText: fileTextFor(composer) },
          env,
        );
        if (hub.get().composer?.requestId !== composer.requestId) return;
        if ('text' in result) composing.change({ type: 'replace', text: result.text });
        else hub.say('warning', result.problem);
      });
    },
  };
}
