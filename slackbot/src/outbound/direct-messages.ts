/**
 * Says something to one agent alone, in the app's own conversation with them. The app may not read that conversation,
 * so a message that may have arrived cannot be looked for: it is not sent again.
 */
import type { DeliveryOutcome, DmSubject, OutboxEntryView, PosternClient, SlackPayload } from '@postern/core';
import { webApi } from '@slack/bolt';
import { directMessage } from '../render/direct-message.ts';
import { context, fallback, oneLine, type Rendered } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import { deliveryEvent } from './find-delivery.ts';

type DirectMessage = Extract<SlackPayload, { op: 'dm' }>;

interface Parts {
  client: PosternClient;
  workspace: SlackWorkspace;
}

/** Whoever cannot be written to, such as somebody who left, is passed over. */
export async function sendDirectMessage(
  parts: Parts,
  { agentId, subject }: DirectMessage,
  item: OutboxEntryView,
): Promise<DeliveryOutcome> {
  const rendered = await messageAbout(parts.client, agentId, subject);
  if (!rendered) return { state: 'done' };
  let isPosting = false;
  try {
    const channel = await conversationWith(parts, agentId);
    if (!channel) return { state: 'done' };
    isPosting = true;
    await parts.workspace.web.chat.postMessage({
      channel,
      text: rendered.text,
      blocks: rendered.blocks,
      metadata: { event_type: deliveryEvent, event_payload: { d: item.id, k: 'dm' } },
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  } catch (error) {
    const trouble = troubleOf(error);
    // To ask for the conversation twice does no harm.
    if (trouble.kind === 'maybeDone' && isPosting) return { state: 'done' };
    const isAboutThem = trouble.kind === 'notDone' && error instanceof webApi.WebAPIPlatformError;
    if (isAboutThem || trouble.lacksScope || trouble.kind === 'room' || trouble.kind === 'payload')
      return { state: 'dead', reason: trouble.words };
    throw error;
  }
  return { state: 'done' };
}

async function conversationWith({ client, workspace }: Parts, agentId: string): Promise<string | null> {
  const person = await client.slack.personOf.query({ agentId });
  if (!person) return null;
  const { channel } = await workspace.web.conversations.open({ users: person.userId });
  return channel?.id ?? null;
}

async function messageAbout(
  client: PosternClient,
  agentId: string,
  subject: DmSubject,
): Promise<Rendered | null> {
  if (!('roomId' in subject)) {
    const view = await client.slack.dm.query({ agentId, subject });
    return view && directMessage(view);
  }
  const rooms = await client.slack.rooms.query();
  const room = rooms.find(({ id }) => id === subject.roomId);
  // What is not so any more is not said.
  if (!room || (room.parkedBecause === null) !== (subject.about === 'resumed')) return null;
  const line = oneLine(
    room.parkedBecause === null
      ? `Tickets are posted into #${room.name} again.`
      : `No tickets are posted into #${room.name} for now. ${room.parkedBecause}`,
    1_000,
  );
  return { text: fallback(line), blocks: [context(line)] };
}
