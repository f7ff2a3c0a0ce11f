/** The world around one run of `postern`, handed in so that a test can be that world. */
import { usageProblem } from './problem.ts';

export interface Io {
  /** Read only when something asks for it. */
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: { write(content: string | Uint8Array): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** How wide stdout is. */
  readonly columns: number;
  /** How many lines its terminal shows. */
  readonly rows: number;
  now(): Date;
  /** Asks on the terminal and answers the line, without its end; null when the person ended the input (Ctrl+D). */
  ask(question: string): Promise<string | null>;
  /** As `ask`; what is typed does not appear. Throws an `INTERRUPTED` problem on Ctrl+C. */
  askSecret(question: string): Promise<string | null>;
  /** Runs a shell command on a file in this terminal, and answers its exit code. */
  edit(command: string, file: string): Promise<number>;
  /** Runs a shell command with more variables, its output going where ours goes; answers its exit code. */
  run(command: string, env: Readonly<Record<string, string>>): Promise<number>;
  /** Shows a text in a pager, a shell command; answers whether it could be started. */
  page(command: string, text: string): Promise<boolean>;
  /** Opens an address in the person's browser; throws a `FAILED` problem when none can be started. */
  browse(address: string): Promise<void>;
}

/** The whole of stdin as text. Throws a usage problem for more than `mostBytes`, and for what is no UTF-8. */
export async function readAll(stdin: Io['stdin'], mostBytes = 64 * 1024 * 1024): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decoded = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw usageProblem(
        'What came in on stdin is not text in UTF-8.',
        'Convert it first, as with: iconv -f latin1 -t utf-8',
      );
    }
  };
  let text = '';
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw usageProblem(
        `More than ${Math.floor(mostBytes / 1024 / 1024)} MB came in on stdin, which is too much.`,
      );
    }
    text += typeof chunk === 'string' ? chunk : decoded(chunk);
  }
  return text + decoded();
}
