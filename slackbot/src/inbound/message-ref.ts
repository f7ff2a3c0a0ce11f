/** A message that a button is about: what it carries, and the message itself, asked of Slack once more. */
import type { types } from '@slack/bolt';
import { button } from '../render/card.ts';
import { troubleOf } from '../slack-errors.ts';
import type { PressParts } from './press.ts';
import type { GivenMessage } from './typed-message.ts';

export interface MessageRef {
  channelId: string;
  ts: string;
  /** The first message of its thread; its own without one. */
  rootTs: string;
}

export function messageButton(
  actionId: string,
  label: string,
  { channelId, rootTs, ts }: MessageRef,
): types.Button {
  return button(actionId, label, `${channelId} ${rootTs} ${ts}`);
}

/** Null for a value that no such button carries. */
export function messageRef(value: string): MessageRef | null {
  const [, channelId = '', rootTs = '', ts = ''] = /^(\w+) (\d+\.\d+) (\d+\.\d+)$/.exec(value) ?? [];
  return channelId ? { channelId, rootTs, ts } : null;
}

/** Null for one that is gone, or that the bot may not read. */
export async function readMessage(
  { workspace, log }: Pick<PressParts, 'workspace' | 'log'>,
  { channelId, rootTs, ts }: MessageRef,
): Promise<GivenMessage | null> {
  try {
    const { messages = [] } = await workspace.web.conversations.replies({
      channel: channelId,
      ts: rootTs,
      oldest: ts,
      latest: ts,
      inclusive: true,
      limit: 2,
    });
    return messages.find((message) => message.ts === ts) ?? null;
  } catch (error) {
    log.info({ reason: troubleOf(error).words }, 'a message in Slack could not be read once more');
    return null;
  }
}
