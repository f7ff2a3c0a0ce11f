/** What each Web API method takes and needs: argument names, scopes and tiers from the public method reference. */
import type { Tier } from './rates.ts';

export interface MethodFacts {
  /** Any one of these scopes is enough to be let in; some channels ask for a certain one. */
  scopes: readonly string[];
  token: 'bot' | 'app';
  takesJson: boolean;
  tier: Tier;
  required: readonly string[];
  optional: readonly string[];
}

const readConversations = ['channels:read', 'groups:read'];
const readHistory = ['channels:history', 'groups:history'];
const window = ['cursor', 'limit', 'oldest', 'latest', 'inclusive', 'include_all_metadata'];

const post = [
  'as_user',
  'attachments',
  'blocks',
  'icon_emoji',
  'icon_url',
  'link_names',
  'markdown_text',
  'metadata',
  'parse',
  'text',
  'thread_ts',
  'username',
];

function facts(given: Partial<MethodFacts>): MethodFacts {
  return {
    scopes: [],
    token: 'bot',
    takesJson: false,
    tier: 3,
    required: [],
    optional: [],
    ...given,
  };
}

export const methodTable: Record<string, MethodFacts> = {
  'apps.connections.open': facts({ token: 'app', takesJson: true }),
  'auth.test': facts({ takesJson: true, tier: 'special' }),
  'bots.info': facts({ scopes: ['users:read'], optional: ['bot'] }),
  'chat.delete': facts({
    scopes: ['chat:write'],
    takesJson: true,
    required: ['channel', 'ts'],
    optional: ['as_user'],
  }),
  'chat.getPermalink': facts({ tier: 'special', required: ['channel', 'message_ts'] }),
  'chat.postEphemeral': facts({
    scopes: ['chat:write'],
    takesJson: true,
    tier: 4,
    required: ['channel', 'user'],
    optional: post,
  }),
  'chat.postMessage': facts({
    scopes: ['chat:write'],
    takesJson: true,
    tier: 'posting',
    required: ['channel'],
    optional: [
      ...post,
      'current_draft_last_updated_ts',
      'mrkdwn',
      'reply_broadcast',
      'unfurl_links',
      'unfurl_media',
    ],
  }),
  'chat.update': facts({
    scopes: ['chat:write'],
    takesJson: true,
    required: ['channel', 'ts'],
    optional: [
      'as_user',
      'attachments',
      'unfurled_attachments',
      'blocks',
      'markdown_text',
      'metadata',
      'link_names',
      'parse',
      'text',
      'reply_broadcast',
      'file_ids',
    ],
  }),
  'conversations.history': facts({
    scopes: readHistory,
    takesJson: true,
    required: ['channel'],
    optional: window,
  }),
  'conversations.info': facts({
    scopes: readConversations,
    required: ['channel'],
    optional: ['include_locale', 'include_num_members'],
  }),
  'conversations.list': facts({
    scopes: readConversations,
    tier: 2,
    optional: ['cursor', 'exclude_archived', 'limit', 'types'],
  }),
  'conversations.members': facts({
    scopes: readConversations,
    tier: 4,
    required: ['channel'],
    optional: ['cursor', 'limit'],
  }),
  'conversations.replies': facts({ scopes: readHistory, required: ['channel', 'ts'], optional: window }),
  'team.info': facts({ scopes: ['team:read'], takesJson: true, optional: ['domain', 'team'] }),
  'users.info': facts({
    scopes: ['users:read'],
    tier: 4,
    required: ['user'],
    optional: ['include_locale'],
  }),
  'users.list': facts({
    scopes: ['users:read'],
    tier: 2,
    optional: ['cursor', 'include_locale', 'limit'],
  }),
  'users.lookupByEmail': facts({ scopes: ['users:read.email'], required: ['email'] }),
  'views.open': facts({
    takesJson: true,
    tier: 4,
    required: ['view'],
    optional: ['trigger_id', 'interactivity_pointer'],
  }),
  'views.update': facts({
    takesJson: true,
    tier: 4,
    required: ['view'],
    optional: ['view_id', 'external_id', 'hash'],
  }),
};

/**
 * Arguments every method takes. `token` is an alternative to the header. The official client adds `team_id` to every
 * call made for an installation, documented for the method or not, so it is not held against the app.
 */
export const alwaysAllowed: readonly string[] = ['token', 'team_id'];
