/** `postern ticket attachment`: saves a file that came with a message. */
import { displayText } from '@postern/core/client';
import { download, ownName } from '../../files/attachment.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { writtenFile } from '../written-file.ts';

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
  const isNew = await writtenFile(file, content, { flag: 'wx' });
  if (isNew) return;
  if (!(await session.confirm(`${displayText(file)} is there already. Put this file in its place?`)))
    throw new CliProblem('CANCELLED', 'Nothing was written.');
  await writtenFile(file, content, { flag: 'w' });
}

/** False where `wx` meets a file. */
