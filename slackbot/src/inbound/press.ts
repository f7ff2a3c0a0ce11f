/** A press on a card or on a message of a thread: answered at once, taken once, and refused in words to one person. */
import { failureOf, type PosternClient } from '@postern/core';
import type { App, BlockAction, BlockElementAction, types } from '@slack/bolt';
import { buttons, replyButton } from '../render/card.ts';
import { chosenAgain } from '../render/card-menus.ts';
import { type Rendered, sentence } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';
import { wordsFor } from '../words.ts';
import type { SlackPeople, SlackPerson } from './slack-people.ts';
import { type Listener, whisper } from './whisper.ts';

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

/** Says to one person why it did not work. Where a dialog came too late, with the button to press once more. */
export async function refuse(
  parts: Pick<PressParts, 'workspace' | 'publicUrl' | 'log'>,
  press: Omit<Listener, 'userId'> & { person: SlackPerson; value?: string; again?: types.Button },
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
      ? tooLate
      : `That did not work: ${trouble.words} Try again in a moment.`;
  const again = isTooLate ? (press.again ?? againOf(press.value ?? '')) : null;
  await whisper(parts, listenerOf(press), again ? withButton(text, again) : sentence(text));
}

export const tooLate = 'That took too long for Slack. Press the button again.';

/** A sentence with a button below it. */
export function withButton(text: string, below: types.Button): Rendered {
  const { blocks, ...said } = sentence(text);
  return { ...said, blocks: [...blocks, buttons([below])] };
}

/** The button whose press, or the menu whose choice, carried this. */
function againOf(value: string): types.Button | null {
  return value.startsWith('tkt_') ? replyButton(value) : chosenAgain(value);
}

/** Whoever pressed, where they did. */
export function listenerOf({
  person,
  channelId,
  threadTs,
}: Pick<Press, 'person' | 'channelId' | 'threadTs'>): Listener {
  return { userId: person.userId, channelId, threadTs };
}
