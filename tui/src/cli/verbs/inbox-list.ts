/** `postern inbox list`: where tickets come in, and by which rules. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { inboxFields, inboxShape } from '../inbox-shape.ts';
import { tableText, themeFor } from '../look.ts';
import { chosenFields, type Data, printList } from '../output.ts';
import type { Session } from '../session.ts';

/** By name. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, inboxFields);
  const { items } = await (await session.client()).inboxes.list.query();
  const shape = { ...inboxShape, table: (inboxes: readonly Data[]) => table(session, args, inboxes) };
  await printList(session, args, { items, nextCursor: null, shape });
}

function table(session: Session, args: Args, inboxes: readonly Data[]): string {
  const columns = [
    { title: 'NAME', role: 'strong' as const, most: 24 },
    { title: 'PIPELINE', most: 24 },
    { title: 'CONFIDENTIAL', most: 12 },
    { title: 'REOPENS', most: 8 },
    { title: 'CUSTOMERS CLOSE', most: 15 },
    { title: 'PROMISE' },
  ];
  const rows = inboxes.map(({ name, pipeline, confidential, reopenDays, customersClose, promise }) =>
    [
      name,
      pipeline,
      confidential ? 'yes' : 'no',
      `${reopenDays}d`,
      customersClose ? 'yes' : 'no',
      promise ?? '',
    ].map((cell) => displayText(String(cell))),
  );
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
