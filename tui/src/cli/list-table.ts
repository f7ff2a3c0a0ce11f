/** Contact lists as a table, and one with its members. */
import { displayText, type Outputs } from '@postern/core/client';
import { contactTable } from './contact-table.ts';
import { factsText } from './facts-text.ts';
import type { Args } from './flags.ts';
import { localTime, tableText, themeFor } from './look.ts';
import type { Shape } from './output.ts';
import type { Session } from './session.ts';

export type ListHead = Outputs['lists']['list']['items'][number];
export type ListView = Outputs['lists']['view'];

export const listFields = ['name', 'filter', 'members', 'portals', 'createdAt'];

const listColumns = ['name', 'members', 'filter', 'portals'];

/** Several lists. */
export function listShape(session: Session, args: Args): Shape {
  return {
    fields: listFields,
    columns: listColumns,
    table: (items) => listTable(session, args, items as unknown as ListHead[]),
  };
}

/** One list without its members, as it was just made or changed. */
export function listHeadShape(session: Session, args: Args): Shape {
  return {
    ...listShape(session, args),
    table: ([item]) => headText(session, args, item as unknown as ListHead),
  };
}

function listTable(session: Session, args: Args, lists: readonly ListHead[]): string {
  if (lists.length === 0) return '';
  const columns = [
    { title: 'NAME', role: 'strong' as const, most: 30 },
    { title: 'MEMBERS', align: 'right' as const, most: 8 },
    { title: 'PORTALS', most: 20 },
    { title: 'FILTER' },
  ];
  const rows = lists.map(({ name, members, portals, filter }) =>
    [name, String(members), portals.map((slug) => `/${slug}`).join(', '), filter ?? 'by hand'].map((cell) =>
      displayText(cell),
    ),
  );
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}

/** The head of a list, and the members that were read of it. */
export function listText(session: Session, args: Args, list: ListView): string {
  const members = contactTable(session, args, list.items);
  return `${headText(session, args, list)}${members && `\n${members}`}`;
}

function headText(session: Session, args: Args, list: ListHead): string {
  return factsText(session, args, {
    title: list.name,
    facts: [
      ['Members', String(list.members)],
      ['Filter', list.filter ?? 'none: by hand'],
      ['Portals', list.portals.map((slug) => `/${slug}`).join(', ')],
      ['Since', localTime(list.createdAt)],
    ],
  });
}
