/** `postern draft list`: one's drafts, on this machine and at the desk. */
import { displayText } from '@postern/core/client';
import { allDrafts, type DraftRecord, draftFields } from '../drafts.ts';
import type { Args } from '../flags.ts';
import { localTime, tableText, themeFor } from '../look.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const columns = [
  { title: 'TICKET', most: 8 },
  { title: 'WHAT', role: 'strong' as const, most: 6 },
  { title: 'WHERE', most: 6 },
  { title: 'WHEN', most: 18 },
  { title: 'TEXT' },
];

/** The newest first. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, draftFields);
  const items = await allDrafts(session);
  if (items.length === 0) await session.say('There are no drafts.');
  const shape: Shape = {
    fields: draftFields,
    columns: draftFields,
    table: () =>
      items.length === 0
        ? ''
        : tableText(columns, items.map(cells), {
            ...{ theme: themeFor(session, args), width: session.io.columns },
          }),
  };
  await printList(session, args, { items, nextCursor: null, shape });
}

function cells({ ticket, kind, where, updatedAt, text }: DraftRecord): string[] {
  const first = text.trim().split('\n')[0] ?? '';
  return [`#${ticket}`, kind, where, localTime(updatedAt), displayText(first)];
}
