/** `postern auth token list`: the tokens you have made, without their secrets. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { localTime, tableText, themeFor } from '../look.ts';
import { chosenFields, type Data, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['id', 'name', 'createdAt', 'expiresAt', 'isThisOne'];

/** Oldest first; the one that this call came with is marked. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const items = await (await session.client()).auth.tokens.query();
  if (items.length === 0)
    await session.say('You have made no token. To make one: postern auth token create NAME');
  const shape: Shape = { fields, columns: fields, table: (tokens) => table(session, args, tokens) };
  await printList(session, args, { items, nextCursor: null, shape });
}

function table(session: Session, args: Args, tokens: readonly Data[]): string {
  if (tokens.length === 0) return '';
  const columns = [
    { title: 'NAME', role: 'strong' as const, most: 30 },
    { title: 'CREATED', most: 16 },
    { title: 'ENDS UNLESS USED', most: 16 },
    { title: 'ID' },
  ];
  const rows = tokens.map(({ id, name, createdAt, expiresAt, isThisOne }) => [
    displayText(String(name)),
    localTime(String(createdAt)),
    localTime(String(expiresAt)),
    `${displayText(String(id))}${isThisOne ? ' (in use here)' : ''}`,
  ]);
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
