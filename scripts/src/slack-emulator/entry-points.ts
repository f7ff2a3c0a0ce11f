/** The ways to an app besides clicking: slash commands, shortcuts and its App Home. Only those of the manifest exist. */
import { ActError } from './acts/act-error.ts';
import { messageProblems } from './block-kit.ts';
import type { Interactivity, InteractivityOptions } from './interactivity.ts';
import type { InteractionOutcome } from './line.ts';
import type { Manifest, Shortcut } from './manifest.ts';
import { messageJson } from './message-shape.ts';
import { channelName, envelope } from './payloads.ts';
import { isObject } from './schema.ts';
import { escapedArguments } from './typed-text.ts';
import type { Channel, Json, Message, Person } from './types.ts';

export type EntryPoints = ReturnType<typeof createEntryPoints>;

/** What a person reads when a command reached nobody, or nobody answered it in time. */
export function commandFailed(command: string, outcome: InteractionOutcome): string {
  const code = outcome.kind === 'timedOut' ? 'operation_timeout' : 'dispatch_failed';
  return `${command} failed with the error "${code}".`;
}

function findShortcut(manifest: Manifest, kind: Shortcut['kind'], wanted: string): Shortcut {
  const offered = manifest.shortcuts.filter((one) => one.kind === kind);
  const found = offered.find((one) => one.callbackId === wanted || one.name === wanted);
  if (found) return found;
  const names = offered.map((one) => `"${one.name}"`).join(', ') || 'none';
  throw new ActError(`The manifest has no ${kind} shortcut "${wanted}". It has: ${names}.`);
}

export function createEntryPoints(
  options: InteractivityOptions & { interactivity: Interactivity; tellHomeOpened: TellHomeOpened },
) {
  const { workspace, manifest, dialogs, responses, line, journal, interactivity } = options;

  const responseUrl = (person: Person, channel: Channel, threadTs: string | null = null) =>
    responses.urlFor({
      person: person.id,
      channel: channel.id,
      messageTs: null,
      ephemeralId: null,
      threadTs,
    });

  return {
    /** Types `/command text` into a channel. Throws where Slack itself refuses: an unknown command, a thread. */
    async slash(person: Person, channel: Channel, typed: string): Promise<InteractionOutcome> {
      const [, name = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
      const command = manifest.commands.find((one) => one.command === name.toLowerCase());
      if (!command) {
        throw new ActError(
          `${name} is not a valid command. In Slack, all messages that start with "/" are taken as commands.`,
        );
      }
      const { team, bot } = workspace;
      const escaped = escapedArguments(text.trim(), {
        people: workspace.people(),
        channels: workspace.channels(),
      });
      const outcome = await line.command({
        token: 'deprecated',
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel.id,
        channel_name: channelName(channel),
        user_id: person.id,
        user_name: person.name,
        command: command.command,
        text: command.isEscaped ? escaped : text.trim(),
        api_app_id: bot.appId,
        is_enterprise_install: 'false',
        response_url: responseUrl(person, channel),
        trigger_id: dialogs.issueTrigger(person.id),
      });
      if (outcome.kind !== 'acknowledged') {
        interactivity.whisperTrouble(person, channel.id, commandFailed(command.command, outcome));
      } else answerInPlace(person, channel, outcome.payload);
      return outcome;
    },

    /** Chooses a global shortcut by its name or callback id. */
    async globalShortcut(person: Person, wanted: string): Promise<InteractionOutcome> {
      const shortcut = findShortcut(manifest, 'global', wanted);
      const outcome = await interactivity.send({
        ...envelope(workspace, person),
        type: 'shortcut',
        action_ts: workspace.takeTs(),
        callback_id: shortcut.callbackId,
        trigger_id: dialogs.issueTrigger(person.id),
      });
      if (outcome.kind !== 'acknowledged') journal.add('warning', `${shortcut.name}: the app did not answer`);
      return outcome;
    },

    /** Chooses a shortcut on a message, by its name or callback id. */
    async messageShortcut(
      person: Person,
      channel: Channel,
      message: Message,
      wanted: string,
    ): Promise<InteractionOutcome> {
      const shortcut = findShortcut(manifest, 'message', wanted);
      const threadTs = message.threadTs ?? null;
      const outcome = await interactivity.send({
        ...envelope(workspace, person),
        type: 'message_action',
        action_ts: workspace.takeTs(),
        callback_id: shortcut.callbackId,
        trigger_id: dialogs.issueTrigger(person.id),
        message_ts: message.ts,
        channel: { id: channel.id, name: channelName(channel) },
        message: messageJson(workspace, message, { withMetadata: true }),
        response_url: responseUrl(person, channel, threadTs),
      });
      if (outcome.kind !== 'acknowledged') {
        const text = `"${shortcut.name}" did not work: the app did not answer (operation timed out).`;
        interactivity.whisperTrouble(person, channel.id, text, threadTs);
      }
      return outcome;
    },

    /** Opens the app's Home or Messages tab. Answers the direct message channel between the person and the app. */
    openHome(person: Person, tab: 'home' | 'messages'): Channel {
      const { hasHomeTab, hasMessagesTab } = manifest.home;
      if (tab === 'home' && !hasHomeTab) throw new ActError('The manifest does not enable the Home tab.');
      if (tab === 'messages' && !hasMessagesTab) {
        throw new ActError('The manifest does not enable the Messages tab.');
      }
      const channel = workspace.directMessage(person.id);
      options.tellHomeOpened(person, channel, tab);
      return channel;
    },
  };

  /** What the acknowledgement of a command itself said, shown to the person or to all. */
  function answerInPlace(person: Person, channel: Channel, answer: Json): void {
    if (Object.keys(answer).length === 0) return;
    const problems = Array.isArray(answer.blocks) ? messageProblems(answer.blocks) : [];
    const isSayable = typeof answer.text === 'string' || Array.isArray(answer.blocks);
    if (problems.length > 0 || !isSayable || !isObject(answer)) {
      journal.add('defect', 'slash command: the answer cannot be shown', { answer, problems });
      return;
    }
    responses.say({ person: person.id, channel: channel.id, threadTs: null }, answer);
  }
}

export type TellHomeOpened = (person: Person, channel: Channel, tab: 'home' | 'messages') => void;
