/** `postern portal consent set`: writes the notice that customers accept. */
import { textFrom } from '../body.ts';
import { consentShape } from '../consent-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Without a text the label alone changes. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, consentShape.fields);
  const { text, 'text-file': file, label, domain } = args;
  const hint = `Say what to write: ${session.command} --text TEXT, or --text-file FILE`;
  if (text !== undefined && file !== undefined) throw usageProblem('Give --text or --text-file, not both.');
  if (text === undefined && file === undefined && label === undefined)
    throw usageProblem('There is nothing to set.', hint);
  const where = { ...(domain !== undefined && { domain }) };
  const written = file === undefined ? text : await textFrom(session, file);
  const { consent } = await session.client();
  const wording = written ?? (await consent.show.query(where)).text;
  if (wording === null) throw usageProblem('There is no text yet that a label could stand under.', hint);
  const set = await consent.set.mutate({ ...where, text: wording, ...(label !== undefined && { label }) });
  await session.say('Kept. Customers accept it at their next visit.');
  await printOne(session, args, set, consentShape);
}
