/** Reads the app manifest: the scopes and events the app really has, because a real workspace grants no others. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SlashCommand {
  /** With its slash. */
  command: string;
  description: string;
  usageHint: string;
  /** People and channels in its text arrive as `<@U…|name>` and `<#C…|name>`, not as typed. */
  isEscaped: boolean;
}

export interface Shortcut {
  name: string;
  kind: 'message' | 'global';
  callbackId: string;
  description: string;
}

export interface Manifest {
  appName: string;
  botName: string;
  scopes: readonly string[];
  events: readonly string[];
  commands: readonly SlashCommand[];
  shortcuts: readonly Shortcut[];
  unfurlDomains: readonly string[];
  home: { hasHomeTab: boolean; hasMessagesTab: boolean; isMessagesTabReadOnly: boolean };
  isSocketMode: boolean;
  isInteractive: boolean;
  /** Tokens expire after twelve hours and come with a refresh token. */
  isRotating: boolean;
}

/** The manifest that people paste into a real workspace. */
export const defaultManifestFile = fileURLToPath(new URL('../../../slackbot/manifest.json', import.meta.url));

/** Throws a sentence naming the file and the missing part when it is not a usable app manifest. */
export function readManifest(file: string): Manifest {
  let source: ManifestFile;
  try {
    source = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The app manifest ${file} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  const { features = {}, settings = {} } = source;
  const scopes = source.oauth_config?.scopes?.bot;
  const botName = features.bot_user?.display_name;
  if (!Array.isArray(scopes)) throw new Error(`The app manifest ${file} lists no oauth_config.scopes.bot.`);
  if (!botName) throw new Error(`The app manifest ${file} has no features.bot_user.display_name.`);
  // Without this scope a workspace installs the app without them.
  const mayCommand = scopes.includes('commands');
  const commands = (mayCommand && features.slash_commands) || [];
  const shortcuts = (mayCommand && features.shortcuts) || [];
  return {
    appName: source.display_information?.name ?? botName,
    botName,
    scopes,
    events: settings.event_subscriptions?.bot_events ?? [],
    commands: commands.map((one) => ({
      command: one.command,
      description: one.description ?? '',
      usageHint: one.usage_hint ?? '',
      isEscaped: one.should_escape === true,
    })),
    shortcuts: shortcuts.map((one) => ({
      name: one.name,
      kind: one.type,
      callbackId: one.callback_id,
      description: one.description ?? '',
    })),
    unfurlDomains: features.unfurl_domains ?? [],
    home: {
      hasHomeTab: features.app_home?.home_tab_enabled === true,
      // Slack's default for an app with a bot is a messages tab people can write in.
      hasMessagesTab: features.app_home?.messages_tab_enabled !== false,
      isMessagesTabReadOnly: features.app_home?.messages_tab_read_only_enabled === true,
    },
    isSocketMode: settings.socket_mode_enabled === true,
    isInteractive: settings.interactivity?.is_enabled === true,
    isRotating: settings.token_rotation_enabled === true,
  };
}

interface ManifestFile {
  display_information?: { name?: string };
  features?: {
    app_home?: {
      home_tab_enabled?: boolean;
      messages_tab_enabled?: boolean;
      messages_tab_read_only_enabled?: boolean;
    };
    bot_user?: { display_name?: string };
    shortcuts?: { name: string; type: 'message' | 'global'; callback_id: string; description?: string }[];
    slash_commands?: {
      command: string;
      description?: string;
      usage_hint?: string;
      should_escape?: boolean;
    }[];
    unfurl_domains?: string[];
  };
  oauth_config?: { scopes?: { bot?: string[] } };
  settings?: {
    event_subscriptions?: { bot_events?: string[] };
    interactivity?: { is_enabled?: boolean };
    socket_mode_enabled?: boolean;
    token_rotation_enabled?: boolean;
  };
}
