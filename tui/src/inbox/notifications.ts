/** Tells the terminal's owner, while they look elsewhere, what has happened: names and numbers, never a text. */
import type { News } from '../store/news.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface Notifier {
  /** The window got or lost the focus. Terminals that do not tell count as looked at. */
  focus(isFocused: boolean): void;
  tell(news: News): void;
}

/** How a terminal takes a notification: OSC 9, OSC 777, OSC 99, or the bell alone. */
export type NotificationWay = 'osc9' | 'osc777' | 'osc99' | 'bell';

/** The way of this terminal. Inside tmux and screen the bell alone is sure to arrive: it marks the window. */
export function notificationWay(env: Env): NotificationWay {
  if (env.TMUX || env.STY) return 'bell';
  if (env.KITTY_WINDOW_ID || env.TERM === 'xterm-kitty') return 'osc99';
  if (/^(iTerm\.app|WezTerm|ghostty)$/i.test(env.TERM_PROGRAM ?? '') || env.WT_SESSION) return 'osc9';
  if (env.VTE_VERSION || /^(foot|rxvt-unicode)/.test(env.TERM ?? '')) return 'osc777';
  return 'bell';
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

/** A notifier that is asked each time which news are wanted: those of one's own tickets, all, or none. */
export function createNotifier(options: { env: Env; write(text: string): void; wanted(): string }): Notifier {
  const way = notificationWay(options.env);
  let isFocused = true;
  return {
    focus(now) {
      isFocused = now;
    },
    tell(news) {
      if (isFocused) return;
      const wanted = options.wanted();
      if (wanted === 'off' || (wanted === 'mine' && !news.isMine)) return;
      options.write(notificationText(way, news.text));
    },
  };
}
