/** `postern outbox list`: one's replies that wait, and what could not be sent. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { localTime, tableText, themeFor } from '../look.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['id', 'kind', 'state', 'ticket', 'at', 'reason'];

/** Replies first, the next to leave on top; then failures, the newest on top. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const { items, nextCursor } = await (await session.client()).outbox.list.query();
  if (items.length === 0) await session.say('Nothing waits, and nothing has failed.');
  const columns = [
    { title: 'ID', most: 40 },
    { title: 'WHAT', role: 'strong' as const, most: 8 },
    { title: 'STATE', most: 10 },
    { title: 'TICKET', most: 8 },
    { title: 'WHEN', most: 18 },
    { title: 'WHY' },
  ];
  const shape: Shape = {
    fields,
    columns: fields,
    table: () =>
      items.length === 0
        ? ''
        : tableText(
            columns,
            items.map(({ id, kind, state, ticket, at, reason }) => [
              id,
              kind,
              state,
              ticket === null ? '' : `#${ticket}`,
              localTime(at),
              displayText(reason ?? ''),
            ]),
            { theme: themeFor(session, args), width: session.io.columns },
          ),
  };
  await printList(session, args, { items, nextCursor, shape });
}
