/** Tells the terminal's owner, while they look elsewhere, what has happened: names and numbers, never a text. */
import type { News } from '../store/news.ts';
import { type Tmux, throughTmux } from './tmux.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface Notifier {
  /** The window got or lost the focus. */
  focus(isFocused: boolean): void;
  /** A key was pressed: whoever does that is looking, where the terminal does not tell. */
  pressed(): void;
  tell(news: News): void;
}

/** How a terminal takes a notification: OSC 9, OSC 777, OSC 99, or the bell alone. */
export type NotificationWay = 'osc9' | 'osc777' | 'osc99' | 'bell';

/** The way of this terminal; inside tmux of the one behind it, whose variables tmux hands on. */
export function notificationWay(env: Env): NotificationWay {
  if (env.STY) return 'bell';
  if (env.KITTY_WINDOW_ID || env.TERM === 'xterm-kitty') return 'osc99';
  if (/^(iTerm\.app|WezTerm|ghostty)$/i.test(env.TERM_PROGRAM ?? '') || env.WT_SESSION) return 'osc9';
  if (env.ITERM_SESSION_ID || env.WEZTERM_PANE || env.GHOSTTY_RESOURCES_DIR) return 'osc9';
  if (env.VTE_VERSION || /^(foot|rxvt-unicode)/.test(env.TERM ?? '')) return 'osc777';
  return 'bell';
}

/** Whether a terminal outside of tmux tells of its focus: nearly all do, and none of these. */
export function tellsFocus(env: Env): boolean {
  return !env.STY && !/^(?:linux|dumb|vt\d+|screen.*)$/.test(env.TERM ?? '');
}

/** The escape for a text. Control characters and the separators of the escapes are taken out of it. */
export function notificationText(way: NotificationWay, text: string): string {
  const safe = text.replace(/[\p{Cc};]/gu, ' ').slice(0, 200);
  switch (way) {
    case 'osc9':
      return `\u001b]9;${safe}\u0007`;
    case 'osc777':
      return `\u001b]777;notify;Postern;${safe}\u0007`;
    case 'osc99':
      return `\u001b]99;;${safe}\u001b\\`;
    default:
      return '\u0007';
  }
}

/** So long after a key somebody still looks, where the terminal does not tell. */
const lookingMs = 60_000;

/**
 * A notifier that is asked each time which news are wanted: those of one's own tickets, all, or none. A terminal that
 * does not tell of its focus rings its bell once nobody has pressed a key for a minute.
 */
export function createNotifier(options: {
  env: Env;
  write(text: string): void;
  wanted(): string;
  now(): number;
  /** The tmux around it; null without one. */
  tmux?: Promise<Tmux | null>;
}): Notifier {
  const way = notificationWay(options.env);
  let isFocused = true;
  let hasToldFocus = tellsFocus(options.env) && !options.env.TMUX;
  let pressedAt = options.now();
  let tmux: Tmux | null = null;
  void options.tmux?.then((found) => {
    tmux = found;
    hasToldFocus ||= found?.tellsFocus === true;
  });

  const escapes = (text: string): string => {
    const sequence = notificationText(way, text);
    if (!options.env.TMUX || way === 'bell') return sequence;
    // What cannot pass is dropped without a word, and the bell marks the window at least.
    return tmux?.passesThrough ? throughTmux(sequence) : notificationText('bell', text);
  };
  return {
    focus(now) {
      isFocused = now;
      hasToldFocus = true;
    },
    pressed() {
      pressedAt = options.now();
    },
    tell(news) {
      const isLooking = hasToldFocus ? isFocused : options.now() - pressedAt < lookingMs;
      if (isLooking) return;
      const wanted = options.wanted();
      if (wanted === 'off' || (wanted === 'mine' && !news.isMine)) return;
      options.write(hasToldFocus ? escapes(news.text) : notificationText('bell', news.text));
    },
  };
}
