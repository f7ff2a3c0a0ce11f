/** What the desk's app is in Slack: its manifest, which `slackbot/manifest.json` repeats for those who read files. */

/** What the app may do, each for a reason that docs/slack.md names. */
export const botScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:write',
  'links:read',
  'links:write',
  'reactions:write',
  'users:read',
  'users:read.email',
] as const;

const botEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_deleted',
  'channel_id_changed',
  'channel_left',
  'channel_rename',
  'channel_shared',
  'channel_unshared',
  'group_deleted',
  'group_left',
  'group_rename',
  'link_shared',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'tokens_revoked',
  'user_change',
] as const;

/** Slack takes no more. */
const mostUnfurlDomains = 5;

/** The manifest as Slack takes it. Links to the domains are shown as cards. */
export function appManifest(domains: readonly string[]): Record<string, unknown> {
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Postern',
      description: 'Answer support tickets from Slack',
      background_color: '#1f2a37',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'Postern', always_online: true },
      shortcuts: [
        {
          name: 'Create ticket',
          type: 'message',
          callback_id: 'ticket_from_message',
          description: 'File a ticket from this message',
        },
        {
          name: 'Send to customer',
          type: 'message',
          callback_id: 'send_to_customer',
          description: 'Review, then send this text as a public reply',
        },
        {
          name: 'New ticket',
          type: 'global',
          callback_id: 'ticket_new',
          description: 'File a support ticket',
        },
      ],
      slash_commands: [
        {
          command: '/postern',
          description: 'Queue, find and open tickets',
          usage_hint: 'queue | mine | find <text> | show <id> | help',
          should_escape: true,
        },
      ],
      unfurl_domains: domains.slice(0, mostUnfurlDomains),
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { bot_events: [...botEvents] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

/** What a token lacks of what the app may do. */
export function missingScopes(has: readonly string[]): string[] {
  return botScopes.filter((scope) => !has.includes(scope));
}
