/** What the verbs about tickets print with `--json`. */
import {
  anyOf,
  count,
  id,
  listOf,
  moment,
  object,
  oneOrMany,
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

const status = words('open', 'closed');

/** What the contract promises of a ticket in a list, in its order. */
const ticketFields: Readonly<Record<string, Schema>> = {
  number: ordinal,
  subject: text,
  status,
  stage: text,
  priority: words('low', 'normal', 'high', 'urgent'),
  pipeline: text,
  inbox: text,
  requester: orNull(shape('person')),
  organization: orNull(text),
  assignee: orNull(shape('person')),
  tags: texts,
  createdAt: moment,
  lastPublicAt: moment,
  lastActivityAt: moment,
  version: count,
};

const property = object({ key: text, label: text, value: shape('propertyValue') });
const audience = object({ to: listOf(shape('recipient')), hash: text });
const writtenFields = { ticket: anyOf(ordinal, id('tkt')), kind: words('note'), id: text, at: moment, text };

const timelineEntry = object(
  {
    kind: words('message', 'note', 'event'),
    id: text,
    at: moment,
    author: object({ kind: words('agent', 'contact', 'desk'), name: text }),
    text,
    attachments: listOf(shape('attachment')),
  },
  {
    direction: words('in', 'out'),
    channel: text,
    source: text,
    ticket: ordinal,
    delivery: listOf(
      object({
        to: shape('person'),
        state: words('waiting', 'sending', 'unclear', 'sent', 'skipped', 'parked', 'failed', 'cancelled'),
        at: moment,
        reason: orNull(text),
      }),
    ),
  },
);

const link = object({
  number: ordinal,
  subject: text,
  status,
  as: words(
    'related',
    'duplicate',
    'original',
    'parent',
    'child',
    'split-off',
    'origin',
    'follow-up',
    'earlier',
  ),
});

const ticketView = object({
  ...ticketFields,
  snoozed: shape('snooze'),
  team: orNull(text),
  properties: listOf(property),
  links: listOf(link),
  followers: listOf(shape('person')),
  timeline: listOf(timelineEntry),
  held: listOf(
    object({
      id: id('hld'),
      agent: shape('person'),
      text,
      attachments: listOf(shape('attachment')),
      heldAt: moment,
      releaseAt: moment,
      state: shape('heldState'),
      reason: orNull(text),
    }),
  ),
  audience,
  mergedInto: orNull(ordinal),
  deletedAt: orNull(moment),
  merged: listOf(ordinal),
});

const {
  version: _version,
  lastPublicAt: _lastPublicAt,
  lastActivityAt: _lastActivityAt,
  ...pastFields
} = ticketFields;

/** A ticket as it was at a moment. */
const ticketAt = object({
  team: orNull(text),
  followers: listOf(shape('person')),
  links: listOf(link),
  at: moment,
  ...pastFields,
  contacts: listOf(shape('person')),
  snoozed: shape('snooze'),
  properties: listOf(object({ key: text, label: text, value: text })),
  timeline: listOf(timelineEntry),
  mergedInto: orNull(ordinal),
  merged: listOf(ordinal),
  unsure: listOf(words('stage', 'assignee', 'contacts', 'properties', 'messages')),
});

/** An event as `ticket watch --jsonl` tells it; of a ticket that is in no list any more its number alone. */
const ticketEvent = object(
  { seq: ordinal, action: text, text },
  {
    at: orNull(moment),
    actor: orNull(object({ kind: words('agent', 'contact', 'desk'), name: text })),
    ...ticketFields,
  },
);

/** A message as a customer reads it. */
export const customerMessage = object({
  id: text,
  at: moment,
  author: object({ kind: words('you', 'contact', 'agent'), name: text }),
  channel: text,
  text,
  attachments: listOf(shape('attachment')),
});

const customerTicket: Readonly<Record<string, Schema>> = {
  number: ordinal,
  subject: text,
  status,
  statusLabel: text,
  isWaitingForYou: yesOrNo,
  createdAt: moment,
  lastActivityAt: moment,
  requester: object({ name: text }),
};

const customerPage = object({
  ...customerTicket,
  canClose: yesOrNo,
  canReopen: yesOrNo,
  properties: listOf(object({ label: text, type: shape('propertyType'), value: shape('propertyValue') })),
  messages: listOf(customerMessage),
  replyOutcome: words('added', 'reopened', 'followedUp'),
});

/** What `portal preview --at` prints. */
export const previewAt = object({
  at: moment,
  contact: shape('person'),
  shut: orNull(text),
  items: listOf(
    object({
      ...customerTicket,
      unsure: listOf(words('stage', 'assignee', 'contacts', 'properties', 'messages')),
    }),
  ),
  hasMore: yesOrNo,
  page: orNull(object({ number: ordinal, gates: listOf(shape('gate')), view: orNull(customerPage) })),
  unsure: listOf(words('portal', 'lists')),
});

const customerSees = object({
  number: ordinal,
  contact: orNull(shape('person')),
  visible: yesOrNo,
  gates: listOf(shape('gate')),
  page: customerPage,
  conversations: listOf(object({ id: text, channel: text, address: text, messages: count, shown: count })),
  keptBack: object({
    notes: count,
    messages: listOf(
      object({ reason: words('unconnected-channel', 'other'), channel: text, address: text, count }),
    ),
  }),
});

const explained = object({
  query: text,
  sort: text,
  parts: listOf(object({ depth: count, text, meaning: orNull(text) })),
  added: listOf(object({ text, because: text })),
  plan: orNull(object({ engine: words('sqlite', 'postgresql'), steps: texts, warnings: texts })),
});

const sent = { ticket: ordinal, id: text, at: moment, text, to: listOf(shape('recipient')) };

const seer = (fields: Readonly<Record<string, Schema>>) =>
  object({ contact: shape('person'), detail: text, ...fields });

const changed = oneOrMany(shape('ticket'));

export const tickets: SchemaTable = {
  shapes: {
    ticket: object(ticketFields),
    person: object({ name: text, email: text }),
    recipient: object({ name: text, email: text, sees: yesOrNo }),
    attachment: object({ id: id('att'), fileName: text, bytes: count, mediaType: text }),
    ticketEvent,
    snooze: orNull(object({ until: orNull(moment), by: orNull(shape('person')) })),
    heldState: words('held', 'stopped', 'sent', 'takenBack'),
    gate: object({
      name: words('portal', 'sign-in', 'audience', 'contact', 'confidential', 'filter', 'hidden'),
      pass: yesOrNo,
      detail: text,
    }),
    propertyValue: { type: ['string', 'number', 'boolean', 'array'], items: text },
    propertyType: words('text', 'number', 'date', 'yes-no', 'select', 'multi-select'),
  },
  verbs: {
    'ticket list': anyOf(page(shape('ticket')), explained),
    'ticket view': anyOf(oneOrMany(ticketView), oneOrMany(customerSees), oneOrMany(ticketAt)),
    'ticket create': shape('ticket'),
    'ticket reply': anyOf(
      object({ ...sent, kind: words('message') }),
      object({
        ...sent,
        kind: words('held'),
        held: object({ releaseAt: moment }),
      }),
    ),
    'ticket note': oneOrMany(object(writtenFields)),
    'ticket assign': changed,
    'ticket stage': changed,
    'ticket priority': changed,
    'ticket tag': changed,
    'ticket contact': object({ ...ticketFields, audience }),
    'ticket link': changed,
    'ticket unlink': changed,
    'ticket delete': changed,
    'ticket restore': changed,
    'ticket mark-read': changed,
    'ticket mark-unread': changed,
    'ticket follow': changed,
    'ticket unfollow': changed,
    'ticket split': shape('ticket'),
    'ticket resend': object({
      ticket: ordinal,
      message: text,
      to: listOf(shape('person')),
      waiting: listOf(shape('person')),
    }),
    'ticket snooze': changed,
    'ticket wake': changed,
    'ticket merge': shape('ticket'),
    'ticket unmerge': changed,
    'ticket close': changed,
    'ticket reopen': changed,
    'ticket set': oneOrMany(object({ ...ticketFields, properties: listOf(property) })),
    'ticket attachment': object({ file: text, fileName: text, bytes: count, mediaType: text }),
    'ticket history': page(
      object({
        id: text,
        at: moment,
        actor: object({ kind: words('agent', 'contact', 'desk'), name: text }),
        action: text,
        text,
      }),
    ),
    'ticket why': object({ visible: yesOrNo, gates: listOf(shape('gate')) }),
    'ticket who': page(
      anyOf(
        seer({ visible: { const: true }, through: words('requester', 'participant', 'organization') }),
        seer({
          visible: { const: false },
          shutBy: words('portal', 'sign-in', 'audience', 'contact', 'confidential', 'filter', 'hidden'),
        }),
      ),
    ),
  },
};
