/** Reads the app manifest: the scopes and events the app really has, because a real workspace grants no others. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Manifest {
  appName: string;
  botName: string;
  scopes: readonly string[];
  events: readonly string[];
  isSocketMode: boolean;
  isInteractive: boolean;
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
  const scopes = source.oauth_config?.scopes?.bot;
  const botName = source.features?.bot_user?.display_name;
  if (!Array.isArray(scopes)) throw new Error(`The app manifest ${file} lists no oauth_config.scopes.bot.`);
  if (!botName) throw new Error(`The app manifest ${file} has no features.bot_user.display_name.`);
  return {
    appName: source.display_information?.name ?? botName,
    botName,
    scopes,
    events: source.settings?.event_subscriptions?.bot_events ?? [],
    isSocketMode: source.settings?.socket_mode_enabled === true,
    isInteractive: source.settings?.interactivity?.is_enabled === true,
  };
}

interface ManifestFile {
  display_information?: { name?: string };
  features?: { bot_user?: { display_name?: string } };
  oauth_config?: { scopes?: { bot?: string[] } };
  settings?: {
    event_subscriptions?: { bot_events?: string[] };
    interactivity?: { is_enabled?: boolean };
    socket_mode_enabled?: boolean;
  };
}
