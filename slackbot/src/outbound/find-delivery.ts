/** Looks whether something that may have been posted is there, by the delivery's id in its metadata. */
import type { webApi } from '@slack/bolt';
import { troubleOf } from '../slack-errors.ts';

export const deliveryEvent = 'postern_delivery';

export interface WhereToLook {
  channelId: string;
  /** Null looks among the channel's own messages. */
  threadTs: string | null;
  /** Nothing older can be it. */
  since: Date;
  deliveryId: string;
}

/** Clocks differ: a message may carry a time a little before we began to send it. */
const clockSlackMs = 5_000;
const pageSize = 200;
const mostPages = 25;

/** The timestamp of the posted message, or null when it is surely not there. Throws what the Web API throws. */
export async function findDelivery(web: webApi.WebClient, where: WhereToLook): Promise<string | null> {
  const oldest = ((where.since.getTime() - clockSlackMs) / 1_000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const asked = {
      channel: where.channelId,
      oldest,
      inclusive: true,
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor && { cursor }),
    };
    const { messages, response_metadata: after } =
      where.threadTs === null
        ? await web.conversations.history(asked)
        : await threadPage(web, { ...asked, ts: where.threadTs });
    const found = messages?.find((message) => deliveryIdOf(message) === where.deliveryId);
    if (found?.ts) return found.ts;
    cursor = after?.next_cursor || undefined;
    if (!cursor) return null;
  }
  return null;
}

async function threadPage(
  web: webApi.WebClient,
  asked: webApi.ConversationsRepliesArguments,
): Promise<webApi.ConversationsRepliesResponse> {
  try {
    return await web.conversations.replies(asked);
  } catch (error) {
    // Nothing hangs on a thread that is gone.
    if (troubleOf(error).kind === 'target') return { ok: true, messages: [] };
    throw error;
  }
}

function deliveryIdOf(message: unknown): string | null {
  const { metadata } = message as {
    metadata?: { event_type?: string; event_payload?: { d?: unknown } };
  };
  if (metadata?.event_type !== deliveryEvent) return null;
  return typeof metadata.event_payload?.d === 'string' ? metadata.event_payload.d : null;
}
