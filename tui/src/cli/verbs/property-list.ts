/** `postern property list`: the desk's own fields on tickets. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { tableText, themeFor } from '../look.ts';
import { chosenFields, type Data, printList } from '../output.ts';
import { propertyFields, propertyShape } from '../property-shape.ts';
import type { Session } from '../session.ts';

/** In the order in which they were made. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, propertyFields);
  const { items } = await (await session.client()).properties.list.query();
  if (items.length === 0)
    await session.say(
      'There is no property yet. To make one: postern property create KEY --label TEXT --type TYPE',
    );
  const shape = {
    ...propertyShape,
    table: (properties: readonly Data[]) => table(session, args, properties),
  };
  await printList(session, args, { items, nextCursor: null, shape });
}

function table(session: Session, args: Args, properties: readonly Data[]): string {
  if (properties.length === 0) return '';
  const columns = [
    { title: 'KEY', role: 'strong' as const, most: 24 },
    { title: 'LABEL', most: 24 },
    { title: 'TYPE', most: 12 },
    { title: 'AUDIENCE', most: 8 },
    { title: 'TICKETS', align: 'right' as const, most: 8 },
    { title: 'OPTIONS' },
  ];
  const rows = properties.map(({ key, label, type, audience, tickets, options }) =>
    [key, label, type, audience, tickets, (options as string[]).join(', ')].map((cell) =>
      displayText(String(cell)),
    ),
  );
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
