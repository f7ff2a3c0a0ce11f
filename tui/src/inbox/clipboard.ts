/** The clipboard: of the terminal that the person sits at, also over SSH (OSC 52), and of this machine where they sit at it. */
import { spawn } from 'node:child_process';
import { throughTmux } from './tmux.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Terminals take about this many characters; more than that they drop without a word. */
const mostBase64 = 74_994;

/** The escape that hands over a text. What is too long is cut at a whole character. */
export function clipboardText(text: string): string {
  let bytes = Buffer.from(text);
  const most = Math.floor(mostBase64 / 4) * 3;
  if (bytes.length > most)
    bytes = Buffer.from(
      bytes
        .subarray(0, most)
        .toString()
        .replace(/\ufffd+$/, ''),
    );
  return `\u001b]52;c;${bytes.toString('base64')}\u0007`;
}

export interface ClipboardTool {
  command: string;
  args: readonly string[];
  /** Windows reads anything else as the code page of the machine. */
  encoding: 'utf8' | 'utf16le';
}

/** The programs that may take a text, the likeliest first. Over SSH the clipboard of this machine is not the person's. */
export function clipboardTools(env: Env, platform: NodeJS.Platform = process.platform): ClipboardTool[] {
  const tool = (
    command: string,
    args: readonly string[] = [],
    encoding: ClipboardTool['encoding'] = 'utf8',
  ): ClipboardTool => ({
    command,
    args,
    encoding,
  });
  // It hands the text on to the terminals that look at it, wherever they are.
  const around = env.TMUX ? [tool('tmux', ['load-buffer', '-w', '-'])] : [];
  if (env.SSH_CONNECTION || env.SSH_TTY) return around;
  if (platform === 'darwin') return [tool('pbcopy'), ...around];
  if (platform === 'win32' || env.WSL_DISTRO_NAME) return [tool('clip.exe', [], 'utf16le'), ...around];
  return [
    ...(env.WAYLAND_DISPLAY ? [tool('wl-copy')] : []),
    ...(env.DISPLAY
      ? [tool('xclip', ['-selection', 'clipboard', '-in']), tool('xsel', ['--clipboard', '--input'])]
      : []),
    ...around,
  ];
}

const patienceMs = 2_000;

/** Starts it without a shell, with the text on stdin alone; answers whether it took it. */
function handTo({ command, args, encoding }: ClipboardTool, text: string, env: Env): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...env }, stdio: ['pipe', 'ignore', 'ignore'] });
    // xclip and wl-copy go on in the background by themselves; what hangs instead has not taken it.
    const timer = setTimeout(() => child.kill(), patienceMs);
    const end = (isTaken: boolean) => {
      clearTimeout(timer);
      resolve(isTaken);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
    child.stdin.once('error', () => end(false));
    child.stdin.end(Buffer.from(encoding === 'utf16le' ? `\ufeff${text}` : text, encoding));
  });
}

/** Hands a text to the terminal and to the first program here that takes it. Nobody answers for the terminal. */
export async function copyText(
  text: string,
  to: { env: Env; write(sequence: string): void; passesThrough: boolean; tools?: readonly ClipboardTool[] },
): Promise<void> {
  const sequence = clipboardText(text);
  to.write(sequence);
  // tmux keeps the bare one to itself, or drops it.
  if (to.passesThrough) to.write(throughTmux(sequence));
  for (const tool of to.tools ?? clipboardTools(to.env)) if (await handTo(tool, text, to.env)) return;
}
