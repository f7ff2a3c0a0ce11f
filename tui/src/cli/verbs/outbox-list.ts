/** `postern outbox list`: one's replies that wait, what waits on this machine, and what could not be sent. */
import { displayText, type Outputs } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { localTime, tableText, themeFor } from '../look.ts';
import { isUnreachable, offlineItem, offlineOutbox } from '../offline-outbox.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['id', 'kind', 'state', 'ticket', 'at', 'reason'];

/** This machine's first, then replies, the next to leave on top; then failures, the newest on top. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const offline = ((await offlineOutbox(session))?.files.list() ?? []).map(offlineItem);
  let unreached: unknown = null;
  const list = (await session.client()).outbox.list.query();
  const { items: ofDesk, nextCursor } = await list.catch((error: unknown) => {
    if (offline.length === 0 || !isUnreachable(error)) throw error;
    unreached = error;
    return { items: [], nextCursor: null };
  });
  const items: Item[] = [...offline, ...ofDesk];
  if (items.length === 0) await session.say('Nothing waits, and nothing has failed.');
  const columns = [
    { title: 'ID', most: 40 },
    { title: 'WHAT', role: 'strong' as const, most: 8 },
    { title: 'STATE', most: 10 },
    { title: 'TICKET', most: 8 },
    { title: 'WHEN', most: 18 },
    { title: 'WHY', isWhole: true },
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
  // What waits at the desk is not in the list then.
  if (unreached !== null) throw unreached;
}

type Item = Pick<Outputs['outbox']['list']['items'][number], 'id' | 'ticket' | 'at' | 'reason'> & {
  kind: string;
  state: string;
};
