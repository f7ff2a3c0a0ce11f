/** Organizations as a table, and one as lines. */
import { displayText, type Outputs } from '@postern/core/client';
import { factsText } from './facts-text.ts';
import type { Args } from './flags.ts';
import { localTime, tableText, themeFor } from './look.ts';
import type { Shape } from './output.ts';
import type { Session } from './session.ts';

export type Organization = Outputs['organizations']['view'];

export const organizationFields = ['name', 'sight', 'contacts', 'createdAt'];

export const sights = ['own', 'members', 'everyone'] as const;

const sightWords = {
  own: 'each their own tickets',
  members: 'chosen members all, the others their own',
  everyone: 'everyone all of them',
};

/** Several organizations. */
export function organizationShape(session: Session, args: Args): Shape {
  return {
    fields: organizationFields,
    columns: organizationFields,
    table: (items) => organizationTable(session, args, items as unknown as Organization[]),
  };
}

/** One organization. */
export function organizationViewShape(session: Session, args: Args): Shape {
  return {
    ...organizationShape(session, args),
    table: ([item]) => {
      const { name, sight, contacts, createdAt } = item as unknown as Organization;
      const facts = [
        ['Contacts', String(contacts)],
        ['Sight', `${sight} (${sightWords[sight]})`],
        ['Since', localTime(createdAt)],
      ] as const;
      return factsText(session, args, { title: name, facts });
    },
  };
}

function organizationTable(session: Session, args: Args, organizations: readonly Organization[]): string {
  if (organizations.length === 0) return '';
  const columns = [
    { title: 'NAME', role: 'strong' as const, most: 40 },
    { title: 'CONTACTS', align: 'right' as const, most: 8 },
    { title: 'WHO SEES ITS TICKETS' },
  ];
  const rows = organizations.map(({ name, sight, contacts }) => [
    displayText(name),
    String(contacts),
    sightWords[sight],
  ]);
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
