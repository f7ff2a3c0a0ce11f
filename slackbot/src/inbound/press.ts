/** A press on a card or on a message of a thread: answered at once, taken once, and refused in words to one person. */
import { failureOf, type PosternClient } from '@postern/core';
import type { App, BlockAction, BlockElementAction } from '@slack/bolt';
import { buttons, replyButton } from '../render/card.ts';
import { fallback, plain } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';
import { wordsFor } from '../words.ts';
import type { SlackPeople, SlackPerson } from './slack-people.ts';

export interface PressParts {
  client: PosternClient;
  workspace: SlackWorkspace;
  people: SlackPeople;
  publicUrl: string;
  log: Log;
}

export interface Press {
  person: SlackPerson;
  /** The value of the button, or of the option that was chosen. */
  value: string;
  channelId: string;
  threadTs: string | null;
  triggerId: string;
}

/** Where something is said to one person alone. */
export interface Place {
  channelId: string;
  threadTs: string | null;
}

/** The same press that Slack brings again, because our answer came late, does nothing. */
export function onPress(
  app: App,
  parts: PressParts,
  actionId: string,
  act: (press: Press) => Promise<unknown>,
): void {
  app.action<BlockAction>(actionId, async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    if (!press) return;
    try {
      const { on, ...what } = whatOf(body, action);
      if (!(await parts.client.slack.takePress.mutate({ ...press.person, on, ...what })).isNew) return;
      await parts.people.recognise(press.person);
      await act(press);
    } catch (error) {
      await refuse(parts, press, error);
    }
  });
}

function whatOf({ container }: BlockAction, action: BlockElementAction) {
  const on = String(container.message_ts ?? container.view_id ?? '-');
  return { on, actionId: action.action_id, actionTs: action.action_ts };
}

function readPress(body: BlockAction, action: BlockElementAction): Press | null {
  const { container, channel, team, user } = body;
  const channelId = channel?.id ?? container.channel_id;
  const value = chosenIn(action);
  if (!channelId || !team || !value) return null;
  return {
    person: { teamId: team.id, userId: user.id },
    value,
    channelId,
    threadTs: typeof container.thread_ts === 'string' ? container.thread_ts : null,
    triggerId: body.trigger_id,
  };
}

function chosenIn(action: BlockElementAction): string | undefined {
  if (action.type === 'button') return action.value;
  if (action.type === 'static_select' || action.type === 'overflow') return action.selected_option?.value;
  return undefined;
}

/** Says to one person why it did not work. Where a dialog came too late, `again` is the button to press once more. */
export async function refuse(
  parts: Pick<PressParts, 'workspace' | 'publicUrl' | 'log'>,
  press: Place & { person: SlackPerson; value?: string },
  error: unknown,
): Promise<void> {
  const { log, publicUrl } = parts;
  const failure = failureOf(error);
  const isDesks = failure.code !== 'UNREACHABLE';
  const trouble = troubleOf(error);
  const isTooLate = !isDesks && trouble.kind === 'dialog';
  if (!isDesks)
    log.warn({ action: 'click', reason: trouble.words }, 'a click in Slack could not be followed');
  const text = isDesks
    ? wordsFor(failure, publicUrl)
    : isTooLate
      ? 'That took too long for Slack. Press the button again.'
      : `That did not work: ${trouble.words} Try again in a moment.`;
  const again = isTooLate && press.value?.startsWith('tkt_') ? press.value : null;
  await whisper(parts, press, text, again);
}

/** A word to one person alone, in the channel or thread where they are. */
export async function whisper(
  parts: Pick<PressParts, 'workspace' | 'log'>,
  place: Place & { person: SlackPerson },
  text: string,
  replyTo: string | null = null,
): Promise<void> {
  try {
    await sayAlone(parts, place, text, replyTo);
  } catch (failed) {
    parts.log.warn({ reason: troubleOf(failed).words }, 'an answer to a click could not be shown in Slack');
  }
}

/** The same. Throws what Slack throws. */
export async function sayAlone(
  { workspace }: Pick<PressParts, 'workspace'>,
  { person, channelId, threadTs }: Place & { person: SlackPerson },
  text: string,
  replyTo: string | null = null,
): Promise<void> {
  await workspace.web.chat.postEphemeral({
    channel: channelId,
    user: person.userId,
    ...(threadTs && { thread_ts: threadTs }),
    text: fallback(text),
    blocks: [
      { type: 'section', text: plain(text.slice(0, 3_000)) },
      ...(replyTo ? [buttons([replyButton(replyTo)])] : []),
    ],
    parse: 'none',
    link_names: false,
  });
}
