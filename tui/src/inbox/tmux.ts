/** What the tmux around this program lets through to the terminal behind it. */
import { execFile } from 'node:child_process';

type Env = Readonly<Record<string, string | undefined>>;

export interface Tmux {
  /** Escapes that are wrapped reach the terminal (`allow-passthrough`). */
  passesThrough: boolean;
  /** It tells when its window gets and loses the focus (`focus-events`). */
  tellsFocus: boolean;
}

const patienceMs = 1_000;

/** Asks it; null outside of tmux, and where it does not answer nothing is let through. */
export function askTmux(env: Env): Promise<Tmux | null> {
  if (!env.TMUX) return Promise.resolve(null);
  const question = ['display-message', '-p', '#{allow-passthrough},#{focus-events}'];
  return new Promise((resolve) => {
    execFile('tmux', question, { env: { ...env }, timeout: patienceMs }, (error, answer) => {
      const [passes = '', focus = ''] = error ? [] : answer.trim().split(',');
      const isOn = (word: string) => /^(?:1|2|on|all)$/.test(word);
      resolve({ passesThrough: isOn(passes), tellsFocus: isOn(focus) });
    });
  });
}

/** The escape as tmux hands it on. */
export function throughTmux(sequence: string): string {
  return `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
}
