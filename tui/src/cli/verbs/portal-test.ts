/** `postern portal test`: whether the visibility tests of a file hold under its settings. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { themeFor } from '../look.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import { readNamedFile } from '../portal-file.ts';
import type { Session } from '../session.ts';

const fields = ['line', 'text', 'pass', 'detail'];

/** Changes nothing. Answers 1 when a test fails. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, fields);
  const text = await readNamedFile(session, args);
  const { items, isPortalOff } = await (await session.client()).portalFile.test.query({ text });
  const theme = themeFor(session, args);
  const shape: Shape = {
    fields,
    columns: fields,
    table: () =>
      items
        .map(({ text, pass, detail }) => {
          const mark = theme.paint(pass ? 'success' : 'error', pass ? 'holds' : 'fails');
          return `${mark}  ${displayText(`${text}${detail && `  ${detail}`}`)}\n`;
        })
        .join(''),
  };
  await printList(session, args, { items, nextCursor: null, shape });
  const failed = items.filter(({ pass }) => !pass).length;
  if (items.length === 0) await session.say('The file has no tests.');
  else if (items.length === 1)
    await session.say(failed === 0 ? 'The one test holds.' : 'The one test fails.');
  else await session.say(failed === 0 ? `All ${items.length} hold.` : `${failed} of ${items.length} fail.`);
  if (isPortalOff) await session.say('The portal is off; they were asked as if it were on.');
  return failed > 0 ? 1 : 0;
}
