/** `postern portal pull`: the settings of the portal as a file. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { readIfThere } from '../portal-file.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { writtenFile } from '../written-file.ts';

const fields = ['file', 'changed'];

/** Writes the file, or with `-` stdout. A file that is there keeps its comments and its tests, and is asked about first. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const file = args.file as string;
  const client = await session.client();
  if (file === '-') {
    session.io.stdout.write((await client.portalFile.pull.query({})).text);
    return;
  }
  const known = await readIfThere(file);
  const { text } = await client.portalFile.pull.query(known === null ? {} : { text: known });
  const changed = text !== known;
  if (known !== null && changed) {
    const question = `Put the settings in force into ${file}? Its comments and tests stay.`;
    if (!(await session.confirm(question))) throw new CliProblem('CANCELLED', 'Nothing was written.');
  }
  if (changed) await writtenFile(file, text, { flag: 'w', mode: 0o666 });
  if (session.format === 'json' || session.format === 'jsonl')
    await printOne(session, args, { file, changed }, { fields, columns: fields });
  await session.say(changed ? `The settings are in ${file}.` : `${file} has the settings in force already.`);
}
