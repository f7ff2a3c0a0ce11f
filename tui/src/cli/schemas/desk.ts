/** What the verbs about signing in, agents, the audit trail, views, the outbox, inboxes, properties, snippets and guarded words print. */
import {
  count,
  hash,
  id,
  listOf,
  moment,
  object,
  ordinal,
  orNull,
  page,
  type SchemaTable,
  shape,
  text,
  texts,
  words,
  yesOrNo,
} from './build.ts';

const permissions = listOf(object({ permission: text, scopes: texts }));
const agent = {
  name: text,
  email: text,
  isDisabled: yesOrNo,
  isInvited: yesOrNo,
  isAway: yesOrNo,
  permissions,
  version: count,
};
const signedIn = object({ profile: text, url: text, name: text, email: text, tokenIn: text });
const anchor = { type: 'string', pattern: '^[0-9a-f]{64}@[0-9]+$' };

const aTicket = { number: ordinal, subject: text, requester: orNull(shape('person')) };
const waiting = listOf(object({ ...aTicket, stage: text, assignee: orNull(shape('person')), since: moment }));

/** What somebody did, and what waits for them. */
const handOver = object({
  agent: shape('person'),
  answered: listOf(object({ ...aTicket, replies: count, lastAt: moment }, { texts })),
  closed: listOf(object({ ...aTicket, at: moment })),
  snoozed: listOf(object({ ...aTicket, until: orNull(moment) })),
  mentioned: listOf(object({ ...aTicket, at: moment, by: text })),
  waiting,
});

const draft = object({
  ticket: ordinal,
  kind: words('reply', 'note'),
  where: words('here', 'desk'),
  updatedAt: moment,
  subject: orNull(text),
  text,
});

export const desk: SchemaTable = {
  shapes: {
    agent: object(agent),
    view: object({
      id: text,
      name: text,
      query: text,
      isShared: yesOrNo,
      key: orNull(ordinal),
      problem: orNull(text),
    }),
    inbox: object({
      id: text,
      name: text,
      pipeline: text,
      confidential: yesOrNo,
      reopenDays: count,
      customersClose: yesOrNo,
      promise: orNull(text),
      assign: orNull(text),
    }),
    team: object({
      name: text,
      members: listOf(object({ name: text, email: text, isAway: yesOrNo })),
      inboxes: texts,
      version: count,
    }),
    property: object({
      key: text,
      label: text,
      type: shape('propertyType'),
      options: texts,
      audience: words('internal', 'form', 'portal'),
      tickets: count,
      forms: texts,
    }),
    snippet: object({
      name: text,
      body: text,
      actions: orNull(
        object(
          {},
          {
            assign: text,
            priority: words('low', 'normal', 'high', 'urgent'),
            addTags: texts,
            removeTags: texts,
            stage: text,
            close: yesOrNo,
          },
        ),
      ),
      updatedAt: moment,
    }),
  },
  verbs: {
    'auth accept': signedIn,
    'auth login': signedIn,
    'auth logout': object({ profile: text, url: text, ended: yesOrNo }),
    'auth status': object({
      profile: text,
      url: text,
      urlFrom: words('flag', 'POSTERN_URL', 'profile', 'default'),
      name: text,
      email: text,
      permissions,
      tokenIn: text,
    }),
    'auth token create': object({ id: text, name: text, token: text, expiresAt: moment }),
    'auth token list': page(
      object({ id: text, name: text, createdAt: moment, expiresAt: moment, isThisOne: yesOrNo }),
    ),
    'auth token revoke': object({ id: text, name: text }),
    'agent list': page(shape('agent')),
    'agent invite': object({ ...agent, code: orNull(text), expiresAt: orNull(moment) }),
    'agent edit': shape('agent'),
    'agent disable': shape('agent'),
    'agent enable': shape('agent'),
    'agent grant': shape('agent'),
    'agent revoke': shape('agent'),
    'team list': page(shape('team')),
    'team create': shape('team'),
    'team edit': shape('team'),
    'team add': shape('team'),
    'team remove': shape('team'),
    'team delete': object({ name: text }),
    'audit list': page(
      object({
        seq: ordinal,
        at: moment,
        actor: object({ kind: words('agent', 'contact', 'desk'), name: text, email: orNull(text) }),
        action: text,
        ticket: orNull(ordinal),
        target: text,
        text,
        // The facts of each action are its own.
        change: {},
        isRedacted: yesOrNo,
        hash,
      }),
    ),
    'audit verify': object({
      isWhole: yesOrNo,
      events: count,
      anchor: orNull(anchor),
      against: orNull(object({ anchor, found: words('kept', 'changed', 'missing') })),
      broken: orNull(
        object({
          seq: ordinal,
          at: moment,
          actor: text,
          action: text,
          target: text,
          reason: words('changed', 'gap'),
          found: text,
          expected: text,
        }),
      ),
      redacted: listOf(object({ seq: ordinal, by: ordinal })),
    }),
    'view list': page(shape('view')),
    'view save': object({ id: text, name: text, query: text, isShared: yesOrNo, replaced: orNull(text) }),
    'view rename': object({ name: text }),
    'view move': object({ name: text, position: ordinal }),
    'view delete': object({ name: text }),
    'outbox list': page(
      object({
        id: id('hld', 'out', 'off'),
        // Of this machine's outbox: a text, or what is changed.
        kind: words(
          ...(['reply', 'email', 'slack', 'note', 'close', 'reopen', 'assignee', 'priority'] as const),
          ...(['stage', 'tags', 'snooze'] as const),
        ),
        state: words('held', 'stopped', 'parked', 'dead', 'ambiguous', 'offline'),
        ticket: orNull(ordinal),
        at: moment,
        reason: orNull(text),
      }),
    ),
    'draft list': page(draft),
    'draft show': draft,
    'outbox cancel': object({ id: id('hld', 'out', 'off'), text: orNull(text) }),
    'outbox retry': object({ id: text }),
    'inbox list': page(shape('inbox')),
    'inbox create': shape('inbox'),
    'inbox edit': shape('inbox'),
    'property list': page(shape('property')),
    'property create': shape('property'),
    'property edit': shape('property'),
    'property delete': object({ key: text, tickets: count }),
    'guard list': page(object({ word: text })),
    'guard add': object({ added: texts, removed: texts }),
    'guard remove': object({ added: texts, removed: texts }),
    'snippet list': page(shape('snippet')),
    'snippet create': shape('snippet'),
    'snippet edit': shape('snippet'),
    'snippet delete': object({ name: text }),
    standup: object({
      since: moment,
      until: moment,
      people: listOf(handOver),
      unassigned: waiting,
      drafts: listOf(ordinal),
    }),
    'commit-trailer': page(
      object({
        number: ordinal,
        subject: orNull(text),
        state: words('prepared', 'told', 'kept', 'missing'),
        commits: texts,
        text: orNull(text),
      }),
    ),
  },
};
