/** The text of a message or note: from a flag, a file, stdin, or the person's editor; never lost on the way. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Args } from './flags.ts';
import { readAll } from './io.ts';
import { CliProblem, usageProblem } from './problem.ts';
import { shellWord } from './profiles.ts';
import { type Limit, textIn } from './read-file.ts';
import type { Session } from './session.ts';

const limit: Limit = {
  mostBytes: 2 * 1024 * 1024,
  tooLarge: 'is too large for a message: at most 100,000 characters fit',
};

/** What the editor's file says about itself. */
export interface Writing {
  /** Says what it is, where every editor shows it: `postern-1042-PUBLIC-REPLY.md`. */
  fileName: string;
  /** Lines of the comment at its top, naming who will read it. */
  header: readonly string[];
  /** What stands below it at first. */
  text?: string;
}

/** Throws a usage problem when no text is given and nobody can be asked for one. Call it before the desk. */
export function requireBodySource(session: Session, args: Args): void {
  if (args.body !== undefined && args['body-file'] !== undefined)
    throw usageProblem('Give --body or --body-file, not both.');
  if (args.ticket === '-' && args['body-file'] === '-')
    throw usageProblem('Ticket numbers and the text cannot both come from stdin.');
  if (args.body !== undefined || args['body-file'] !== undefined) return;
  const hint = `Say what to write: ${session.command} --body TEXT, or --body-file FILE`;
  if (!session.canAsk) throw usageProblem('There is no text, and no terminal to write it on.', hint);
  if (!editorOf(session))
    throw usageProblem(
      'There is no text, and no editor is set to write it with.',
      `${hint}\nOr set one: export EDITOR=nano`,
    );
}

/**
 * Gets the text and hands it to `send`. What was written in the editor is kept in its file when sending throws or
 * answers another exit code than 0, and the person is told where. Throws `CANCELLED` for an empty text from the editor.
 */
export async function withBody(
  session: Session,
  args: Args,
  writing: Writing,
  send: (text: string) => Promise<number | undefined>,
): Promise<number | undefined> {
  if (args.body !== undefined) return send(args.body);
  if (args['body-file'] !== undefined) return send(await textFrom(session, args['body-file']));
  return writtenText(session, writing, send);
}

/** The text in a file, or on stdin for `-`. */
export function textFrom(session: Session, file: string): Promise<string> {
  return file === '-' ? readAll(session.io.stdin, limit.mostBytes) : textIn(file, limit);
}

async function writtenText(
  session: Session,
  writing: Writing,
  send: (text: string) => Promise<number | undefined>,
): Promise<number | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-'));
  const file = join(folder, writing.fileName);
  let isSettled = false;
  try {
    const header = headerText(writing.header);
    await writeFile(file, `${header}\n${writing.text === undefined ? '' : `${writing.text}\n`}`, {
      mode: 0o600,
    });
    const exit = await session.io.edit(editorOf(session) as string, file);
    const text = textBelow(await readFile(file, 'utf8'), header);
    if (text === null) {
      throw new CliProblem(
        'FAILED',
        'The comment at the top has lost its end, so your text cannot be told from it. Nothing was sent.',
        `What you wrote is in ${shellWord(file)}`,
      );
    }
    if (text === '') {
      isSettled = true;
      throw new CliProblem('CANCELLED', 'The text is empty, so nothing was sent.');
    }
    // From here on the file holds the text alone, so that it can be sent as it is.
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    session.keptText = file;
    if (exit !== 0)
      throw new CliProblem('FAILED', `The editor ended with status ${exit}, so nothing was sent.`);
    const code = await send(text);
    isSettled = !code;
    return code;
  } finally {
    if (isSettled) {
      session.keptText = null;
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function headerText(lines: readonly string[]): string {
  // A subject with "-->" in it would end the comment and leave its remainder in a message to a customer.
  return ['<!--', ...lines.map((line) => `  ${line.replaceAll('--', '- -')}`), '-->'].join('\n');
}

/** The text under the comment; null when the comment's end is gone, for then nobody can tell text from comment. */
function textBelow(content: string, header: string): string | null {
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (text.startsWith(header)) return text.slice(header.length).trim();
  if (!text.trimStart().startsWith('<!--')) return text.trim();
  const end = text.indexOf('-->');
  return end < 0 ? null : text.slice(end + 3).trim();
}

function editorOf({ io }: Session): string | null {
  return io.env.POSTERN_EDITOR?.trim() || io.env.VISUAL?.trim() || io.env.EDITOR?.trim() || null;
}
