/** `postern form list`: the support forms, and which of them a portal can take. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { formListFields } from '../form-shape.ts';
import { tableText, themeFor } from '../look.ts';
import { chosenFields, type Data, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

/** By name. One that no portal can take says why. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, formListFields);
  const { items } = await (await session.client()).forms.list.query();
  if (items.length === 0) await session.say('There is no form yet. To make one: postern form create NAME');
  const shape: Shape = {
    fields: formListFields,
    columns: ['name', 'inbox', 'fields', 'eligible', 'reason', 'portals'],
    table: (forms) => table(session, args, forms),
  };
  await printList(session, args, { items, nextCursor: null, shape });
}

function table(session: Session, args: Args, forms: readonly Data[]): string {
  if (forms.length === 0) return '';
  const columns = [
    { title: 'NAME', role: 'strong' as const, most: 24 },
    { title: 'INBOX', most: 20 },
    { title: 'FIELDS', align: 'right' as const, most: 6 },
    { title: 'STATE' },
  ];
  const rows = forms.map(({ name, inbox, fields, eligible, reason, portals }) => {
    const attached = (portals as string[]).join(', ');
    const free = attached ? `attached to ${attached}` : 'can be attached';
    const state = eligible ? free : `cannot be attached. ${reason}`;
    return [name, inbox ?? '-', fields, state].map((cell) => displayText(String(cell)));
  });
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
