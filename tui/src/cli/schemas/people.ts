/** What the verbs about contacts, organizations and their lists print with `--json`. */
import {
  count,
  listOf,
  moment,
  object,
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
