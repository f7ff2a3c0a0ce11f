/** `postern ticket attachment`: saves a file that came with a message. */
import { writeFile } from 'node:fs/promises';
import { displayText } from '@postern/core/client';
import { download, ownName } from '../../files/attachment.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const fields = ['file', 'fileName', 'bytes', 'mediaType'];

/** Overwrites nothing without a question. Bytes from outside are never written to a terminal. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const { io } = session;
  if (args.file === '-' && io.isTerminal.stdout)
    throw usageProblem(
      'A file of a customer is not written to a terminal, where it could do things.',
      'Name a file, or send it to a program: postern ticket attachment ID - | less',
    );
  const { content, ...view } = await download(await session.client(), args.attachment as string);
  if (args.file === '-') {
    io.stdout.write(content);
    return;
  }
  const file = args.file ?? ownName(view.fileName);
  await save(session, file, content);
  if (session.format === 'json' || session.format === 'jsonl')
    await printOne(session, args, { file, ...view }, { fields, columns: fields });
  await session.say(`Saved as ${displayText(file)}.`);
}

async function save(session: Session, file: string, content: Uint8Array): Promise<void> {
  const isNew = await write(file, content, 'wx');
  if (isNew) return;
  if (!(await session.confirm(`${displayText(file)} is there already. Put this file in its place?`)))
    throw new CliProblem('CANCELLED', 'Nothing was written.');
  await write(file, content, 'w');
}

/** False where `wx` meets a file. */
async function write(file: string, content: Uint8Array, flag: 'w' | 'wx'): Promise<boolean> {
  try {
    await writeFile(file, content, { flag, mode: 0o600 });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    const reasons: Readonly<Record<string, string>> = {
      EISDIR: 'it is a folder',
      EACCES: 'you may not write there',
      ENOENT: 'there is no such folder',
      ENOSPC: 'the disk is full',
    };
    const reason = reasons[code ?? ''] ?? message;
    throw new CliProblem('FAILED', `${displayText(file)} cannot be written: ${reason}.`, '', {
      cause: error,
    });
  }
}
