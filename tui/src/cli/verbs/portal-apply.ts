/** `postern portal apply`: puts a file into force, as its plan showed it. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { readNamedFile } from '../portal-file.ts';
import type { Session } from '../session.ts';
import { sayWarnings } from '../settings-table.ts';

const fields = ['revision', 'changed', 'tests', 'warnings'];

/** All of it or nothing. Throws the desk's refusal when the world is another one than that plan's. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const text = await readNamedFile(session, args);
  const applied = await (await session.client()).portalFile.applyPlan.mutate({
    text,
    plan: args.plan as string,
  });
  const shape: Shape = {
    fields,
    columns: ['revision'],
    table: () =>
      applied.changed
        .map(({ key, before, after }) => displayText(`${key}: ${before} → ${after}`, { maxLength: 300 }))
        .map((line) => `${line}\n`)
        .join(''),
  };
  await printOne(session, args, applied, shape);
  await sayWarnings(session, applied);
  const { length } = applied.changed;
  await session.say(
    length === 0
      ? 'All was so already.'
      : `${length === 1 ? '1 setting is' : `${length} settings are`} changed.`,
  );
}
