/** A conversation over a channel of any kind, as an importer or a mailbox would have left it. */
import type { Work } from '../context.ts';
import { indexWords } from '../query/search-index.ts';
import type { BuiltAgent, BuiltContact } from './builders.ts';

export interface BuiltConversation {
  id: string;
  channelId: string;
}

let counter = 0;

/** Stores the messages one minute apart from `at` on; without `ticketId` the conversation is on no ticket. */
export async function buildConversation(
  work: Work,
  wish: {
    kind: 'FORM' | 'EMAIL' | 'SLACK' | 'CHAT' | 'MESSENGER' | 'API';
    inboxId: string;
    /** False for an address that is not connected to the inbox. */
    isConnected?: boolean;
    ticketId?: string;
    messages: { from: BuiltContact | BuiltAgent; says: string }[];
    at?: Date;
  },
): Promise<BuiltConversation> {
  counter += 1;
  const channelId = work.core.ids.next('channel');
  const id = work.core.ids.next('conversation');
  const address = `${wish.kind.toLowerCase()}-${counter}@postern.example`;
  await work.tx.channel.create({
    data: {
      id: channelId,
      inboxId: wish.inboxId,
      kind: wish.kind,
      address,
      enabled: wish.isConnected ?? true,
    },
  });
  await work.tx.conversation.create({
    data: { id, channelId, ticketId: wish.ticketId ?? null, externalKey: id },
  });
  const begins = (wish.at ?? work.now).getTime();
  for (const [index, { from, says }] of wish.messages.entries()) {
    const { seq } = await work.tx.message.create({
      data: {
        id: work.core.ids.next('message'),
        conversationId: id,
        channelId,
        direction: from.kind === 'agent' ? 'OUT' : 'IN',
        source: wish.kind === 'EMAIL' ? 'EMAIL' : 'API',
        contactId: from.kind === 'contact' ? from.id : null,
        agentId: from.kind === 'agent' ? from.id : null,
        bodyText: says,
        createdAt: new Date(begins + index * 60_000),
      },
    });
    await indexWords(work, 'MessageSearch', seq, says);
  }
  return { id, channelId };
}
