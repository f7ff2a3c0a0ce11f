/** `postern portal get`: all settings of the portal, or one. */
import { displayText, nearest } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { chosenFields, printList, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { settingShape } from '../settings-table.ts';

/** One setting stands alone on stdout, so that `$(…)` gets its value and nothing else. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const shape = settingShape(session, args);
  chosenFields(args, shape.fields);
  const { items, revision } = await (await session.client()).portalSettings.get.query();
  if (args.key === undefined) {
    await printList(session, args, { items, nextCursor: null, shape });
    await session.say(`Revision ${revision}.`);
    return;
  }
  const keys = items.map(({ key }) => key);
  const found = items.find(({ key }) => key === args.key);
  if (!found) {
    const guess = nearest(args.key, keys);
    throw usageProblem(
      `There is no setting "${args.key}".${guess ? ` Did you mean "${guess}"?` : ''}`,
      'See them all: postern portal get',
    );
  }
  const alone = () => `${displayText(found.shown, { multiline: true })}\n`;
  if (session.format === 'columns' && !args.fields) session.io.stdout.write(alone());
  else await printOne(session, args, found, { ...shape, table: alone });
}
