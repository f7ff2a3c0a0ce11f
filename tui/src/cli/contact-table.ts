/** Contacts as a table, and one contact as lines. */
import { displayText, type Outputs } from '@postern/core/client';
import { factsText } from './facts-text.ts';
import type { Args } from './flags.ts';
import { type Column, localTime, tableText, themeFor } from './look.ts';
import type { Data, Shape } from './output.ts';
import type { Session } from './session.ts';

export type ContactHead = Outputs['contacts']['list']['items'][number];
export type ContactView = Outputs['contacts']['view'];

export const contactFields = ['email', 'name', 'organization', 'isRegistered', 'isBlocked', 'createdAt'];

/** Several contacts. */
export function contactShape(session: Session, args: Args): Shape {
  const table = (items: readonly Data[]) => contactTable(session, args, items as unknown as ContactHead[]);
  return { fields: contactFields, columns: contactFields, table };
}

/** A table for people; nothing when there is nobody. */
export function contactTable(session: Session, args: Args, contacts: readonly ContactHead[]): string {
  if (contacts.length === 0) return '';
  const columns: Column[] = [
    { title: 'EMAIL', role: 'strong', most: 36 },
    { title: 'NAME', most: 24 },
    { title: 'ORGANIZATION', most: 20 },
    { title: 'STATE' },
  ];
  const rows = contacts.map((contact) =>
    [contact.email, contact.name ?? '', contact.organization ?? '', stateOf(contact)].map((cell) =>
      displayText(cell),
    ),
  );
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}

function stateOf({ isBlocked, isRegistered }: ContactHead): string {
  if (isBlocked) return 'blocked';
  return isRegistered ? 'has a password' : 'no password yet';
}

export const contactViewFields = [
  ...contactFields,
  'locale',
  'sight',
  'seesOrgTickets',
  'lists',
  'portals',
  'tickets',
];

/** One contact with all that is known of it. */
export function contactViewShape(session: Session, args: Args): Shape {
  return {
    fields: contactViewFields,
    columns: contactFields,
    table: ([item]) => contactText(session, args, item as unknown as ContactView),
  };
}

const sightWords = {
  own: 'own tickets',
  members: 'own tickets; chosen members see all of the organization',
  everyone: 'all tickets of the organization',
};

function contactText(session: Session, args: Args, contact: ContactView): string {
  const { name, email, sight, seesOrgTickets, portals, tickets } = contact;
  const sees =
    sight === 'members' && seesOrgTickets
      ? 'all tickets of the organization, as a chosen member'
      : sightWords[sight ?? 'own'];
  const invited = portals.map(({ slug, invitedAt }) =>
    invitedAt === null ? `not to /${slug}` : `to /${slug} on ${localTime(invitedAt)}`,
  );
  return factsText(session, args, {
    title: name === null ? email : `${name} <${email}>`,
    facts: [
      ['State', stateOf(contact)],
      ['Organization', contact.organization],
      ['Sees', sees],
      ['Language', contact.locale],
      [
        'Lists',
        contact.lists.map(({ name, by }) => (by === 'filter' ? `${name} (by filter)` : name)).join(', '),
      ],
      ['Invited', invited.join(', ')],
      ['Tickets', `${tickets.open} open, ${tickets.closed} closed`],
      ['Since', localTime(contact.createdAt)],
    ],
  });
}
