/** What the verbs about contacts, organizations and their lists print with `--json`. */
import {
  count,
  listOf,
  moment,
  object,
  ordinal,
  orNull,
  page,
  type Schema,
  type SchemaTable,
  shape,
  text,
  texts,
  words,
  yesOrNo,
} from './build.ts';
import { customerMessage } from './tickets.ts';

const contactFields: Readonly<Record<string, Schema>> = {
  email: text,
  name: orNull(text),
  organization: orNull(text),
  isRegistered: yesOrNo,
  isBlocked: yesOrNo,
  createdAt: moment,
};

const listFields: Readonly<Record<string, Schema>> = {
  name: text,
  filter: orNull(text),
  members: count,
  portals: texts,
  createdAt: moment,
};

const exported = object({
  exportedAt: moment,
  contact: object({
    email: text,
    name: orNull(text),
    locale: orNull(text),
    organization: orNull(text),
    createdAt: moment,
    hasPassword: yesOrNo,
    isBlocked: yesOrNo,
  }),
  lists: listOf(object({ name: text, since: moment })),
  invitations: listOf(object({ portal: text, at: moment })),
  consents: listOf(object({ portal: text, at: moment, text, label: text })),
  signIns: listOf(object({ portal: text, since: moment, until: moment })),
  tickets: listOf(
    object({
      number: ordinal,
      subject: text,
      status: words('open', 'closed'),
      role: words('requester', 'participant'),
      createdAt: moment,
      lastActivityAt: moment,
      properties: listOf(object({ label: text, value: orNull(shape('propertyValue')) })),
      messages: listOf(customerMessage),
    }),
  ),
});

export const people: SchemaTable = {
  shapes: {
    contact: object(contactFields),
    contactView: object({
      ...contactFields,
      locale: orNull(text),
      sight: orNull(shape('organizationSight')),
      seesOrgTickets: yesOrNo,
      lists: listOf(object({ name: text, by: words('hand', 'filter') })),
      portals: listOf(object({ slug: text, title: text, invitedAt: orNull(moment) })),
      tickets: object({ open: count, closed: count }),
    }),
    organizationSight: words('own', 'members', 'everyone'),
    organization: object({
      name: text,
      sight: shape('organizationSight'),
      contacts: count,
      createdAt: moment,
    }),
    contactList: object(listFields),
  },
  verbs: {
    'contact list': page(shape('contact')),
    'contact view': shape('contactView'),
    'contact create': shape('contactView'),
    'contact edit': shape('contactView'),
    'contact export': exported,
    'contact erase': object({
      email: text,
      isDryRun: yesOrNo,
      tickets: count,
      subjects: count,
      messages: count,
      files: count,
      values: count,
      texts: count,
      mails: count,
      sessions: count,
      events: count,
    }),
    'contact invite': object({ email: text, isInvited: yesOrNo, invitedAt: moment }, { warnings: texts }),
    'org list': page(shape('organization')),
    'org view': shape('organization'),
    'org create': shape('organization'),
    'org edit': shape('organization'),
    'list list': page(shape('contactList')),
    'list view': object({ ...listFields, items: listOf(shape('contact')), nextCursor: orNull(text) }),
    'list create': shape('contactList'),
    'list edit': shape('contactList'),
    'list add': object({ list: text, added: texts, already: texts, unknown: texts }),
    'list remove': object({ list: text, removed: texts, absent: texts, unknown: texts }),
    'list delete': object({ name: text }),
  },
};
