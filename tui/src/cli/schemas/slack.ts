/** What the verbs about Slack print. */
import {
  count,
  id,
  listOf,
  moment,
  object,
  orNull,
  page,
  type SchemaTable,
  shape,
  text,
  texts,
  words,
  yesOrNo,
} from './build.ts';

const rules = {
  isFallback: yesOrNo,
  isConfidential: yesOrNo,
  takesReplies: yesOrNo,
  allowsGuests: yesOrNo,
  keepsStrangers: yesOrNo,
};
const token = object({ isGood: yesOrNo, words: text });

export const slack: SchemaTable = {
  shapes: {
    slackRoute: object({ id: id('srt'), room: text, query: text }),
    importedThread: object({
      startedAt: moment,
      outcome: words('ticket', 'known'),
      number: orNull(count),
      subject: text,
      opening: text,
      from: orNull(text),
      notes: count,
    }),
  },
  verbs: {
    'slack status': object({
      isConfigured: yesOrNo,
      connection: orNull(
        object({
          isConnected: yesOrNo,
          since: moment,
          trouble: orNull(text),
          teamId: orNull(text),
          teamName: orNull(text),
          botUserId: orNull(text),
          scopes: orNull(texts),
          missingScopes: texts,
        }),
      ),
      isStrict: yesOrNo,
      rooms: listOf(
        object({
          name: text,
          channelId: orNull(text),
          routes: texts,
          isDefault: yesOrNo,
          ...rules,
          parked: orNull(
            object({
              as: words('SHARED', 'GUESTS', 'LEFT', 'ARCHIVED', 'DELETED', 'REFUSED'),
              because: text,
              since: moment,
              ticketsWithNotes: count,
            }),
          ),
        }),
      ),
      waiting: object({ count, since: orNull(moment) }),
      events: object({ waiting: count, dead: count }),
      linkedAgents: count,
    }),
    'slack connect': object({
      createUrl: text,
      // As Slack defines it.
      manifest: { type: 'object' },
      isConfigured: yesOrNo,
      check: orNull(
        object({
          bot: token,
          app: token,
          team: orNull(object({ id: text, name: text })),
          missingScopes: texts,
        }),
      ),
    }),
    'slack route list': page(shape('slackRoute')),
    'slack route add': shape('slackRoute'),
    'slack route remove': object({ id: id('srt'), room: text }),
    'slack room': object({ room: text, ...rules }),
    'slack import': page(shape('importedThread')),
    'slack strict': object({ isStrict: yesOrNo }),
    'slack link': object({ code: text, expiresAt: moment }),
    'slack notify': object({ about: words('assigned', 'answered'), isOn: yesOrNo }),
    'slack digest': object({ hour: orNull(count) }),
  },
};
