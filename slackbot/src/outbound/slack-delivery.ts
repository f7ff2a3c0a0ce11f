/** Carries the outbox into Slack: cards, their updates, and what belongs into their threads. */
import {
  type Delivery,
  type DeliveryOutcome,
  type OutboxEntryView,
  type PosternClient,
  type SlackCard,
  type SlackConfig,
  type SlackPayload,
  type SlackResult,
  type SlackRoomView,
  slackPayload,
} from '@postern/core';
import { cardMessage } from '../render/card.ts';
import { type Rendered, withoutBlocks } from '../render/text.ts';
import { threadPost } from '../render/thread-post.ts';
import { troubleOf } from '../slack-errors.ts';
import { RoomJoined, UnsafeRoom } from '../slack-rooms.ts';
import { type Log, slackWorkspace } from '../slack-workspace.ts';
import { findBacklog, sendBacklog } from './backlog-card.ts';
import { emptyBinnedCard } from './binned-card.ts';
import { sendDirectMessage } from './direct-messages.ts';
import { findDelivery } from './find-delivery.ts';
import { createPace } from './pace.ts';
import { MaybePosted, NotYet, type Posted, post } from './post.ts';
import { postFile } from './post-file.ts';
import { revisePost } from './revise-post.ts';
import { addTick } from './tick.ts';

export interface SlackParts {
  config: SlackConfig;
  /** With the credential of the Slack bot. */
  client: PosternClient;
  publicUrl: string;
  log: Log;
  /** What time it is, in milliseconds; the machine's clock unless given. */
  now?: () => number;
}

type TicketItem = Exclude<SlackPayload, { op: 'dm' | 'reaction' | 'backlog' }>;
type Entry = Extract<SlackPayload, { op: 'message' | 'note' | 'event' | 'summary' }>;
type Root = NonNullable<SlackCard['link']>;
/** A card and the room it is for. */
type RoomCard = SlackCard & { room: SlackRoomView };

const mostRemembered = 2_000;
/**
 * So soon what may be in Slack is looked for, and then once more, however often its turn was put off before: its thread
 * waits for it.
 */
const firstLookMs = 2_000;
const secondLookMs = 10_000;

/**
 * Sends and looks for outbox items of kind SLACK. What may have been posted is looked for twice by its delivery id
 * before it is posted again, because Slack has no key that would make a second post harmless.
 */
export function slackDelivery(parts: SlackParts): Delivery {
  const { client, log } = parts;
  const workspace = slackWorkspace(parts);
  const { web } = workspace;
  const pace = createPace(parts.now);
  /** What each card shows, to save updates that would change nothing. */
  const shown = new Map<string, string>();
  const soughtInVain = new Set<string>();

  function remember(card: RoomCard, { blocks }: Rendered): void {
    if (shown.size >= mostRemembered) shown.delete(shown.keys().next().value as string);
    shown.set(placeOf(card), JSON.stringify(blocks));
  }

  async function postCard(
    card: RoomCard,
    channelId: string,
    { deliveryId, seq }: { deliveryId: string; seq: number },
  ): Promise<Root> {
    const teamId = await workspace.teamId();
    const rendered = cardMessage(card);
    const posted = await post(workspace, pace, {
      room: card.room,
      channelId,
      threadTs: null,
      rendered,
      ticket: card.ticket,
      deliveryId,
      seq,
    });
    remember(card, rendered);
    return { teamId, channelId: posted.channelId, threadTs: posted.ts };
  }

  async function updateCard(card: RoomCard, root: Root, item: OutboxEntryView): Promise<DeliveryOutcome> {
    const rendered = cardMessage(card);
    if (shown.get(placeOf(card)) === JSON.stringify(rendered.blocks)) return { state: 'done' };
    await workspace.rooms.requireSafe(card.room, root.channelId);
    const change = (look: Rendered) =>
      web.chat.update({
        channel: root.channelId,
        ts: root.threadTs,
        text: look.text,
        blocks: look.blocks,
        parse: 'none',
        link_names: false,
      });
    try {
      await change(rendered);
    } catch (error) {
      const { kind } = troubleOf(error);
      if (kind === 'target') return done({ card: await extraCard(card, root.channelId, item) });
      if (kind !== 'payload') throw error;
      await change(withoutBlocks(rendered, card.ticket.number));
    }
    remember(card, rendered);
    return { state: 'done' };
  }

  /**
   * The card that an item other than the card's own had to post, because there was none or somebody deleted it. It has
   * a delivery id of its own, by which a second try finds it.
   */
  async function extraCard(card: RoomCard, channelId: string, item: OutboxEntryView): Promise<Root> {
    const deliveryId = `${item.id}.root`;
    const where = { channelId, threadTs: null, since: item.firstTriedAt, deliveryId };
    const threadTs = item.attempt > 1 ? await findDelivery(web, where) : null;
    if (threadTs) return { teamId: await workspace.teamId(), channelId, threadTs };
    log.info({ ticket: card.ticket.number }, 'the ticket has no card in Slack any more; posting one');
    return postCard(card, channelId, { deliveryId, seq: item.seq });
  }

  async function postEntry(payload: Entry, card: RoomCard, item: OutboxEntryView): Promise<DeliveryOutcome> {
    const entries = await Promise.all(entriesOf(payload).map((each) => client.slack.threadEntry.query(each)));
    const rendered = threadPost(entries, card);
    if (!rendered) return { state: 'done' };
    const into = (root: Root): Promise<Posted> =>
      post(workspace, pace, {
        room: card.room,
        channelId: root.channelId,
        threadTs: root.threadTs,
        rendered,
        ticket: card.ticket,
        deliveryId: item.id,
        seq: item.seq,
      });
    const root = card.link ?? (await extraCard(card, await workspace.rooms.channelOf(card.room), item));
    // A thread that takes no answer any more is as good as one without its card.
    const posted = await into(root).catch((error: unknown) => {
      if (error instanceof MaybePosted || error instanceof NotYet || troubleOf(error).kind !== 'target')
        throw error;
      return null;
    });
    const at = (place: Posted, under: Root) => ({
      teamId: under.teamId,
      channelId: place.channelId,
      ts: place.ts,
    });
    if (posted && posted.threadTs !== null)
      return done({ post: at(posted, root), ...(card.link === null && { card: root }) });
    // Slack takes an answer to a deleted card without a word and posts it beside all threads.
    if (posted)
      await web.chat
        .delete({ channel: posted.channelId, ts: posted.ts })
        .catch((error: unknown) =>
          log.warn({ reason: troubleOf(error).words }, 'a stray message stays in Slack'),
        );
    const fresh = await extraCard(card, root.channelId, item);
    const there = { channelId: fresh.channelId, threadTs: fresh.threadTs, since: item.firstTriedAt };
    const found = await findDelivery(web, { ...there, deliveryId: item.id });
    const again = found
      ? { channelId: fresh.channelId, ts: found, threadTs: fresh.threadTs }
      : await into(fresh);
    return done({ card: fresh, post: at(again, fresh) });
  }

  /** Cards stand below each other, so their order shows; entries have their threads, and the queue keeps their order. */
  function announced({ payload: given, seq }: OutboxEntryView): (() => void) | undefined {
    const payload = slackPayload.safeParse(given).data;
    return payload?.op === 'card' && payload.roomId ? pace.announce(payload.roomId, seq) : undefined;
  }

  async function send(item: OutboxEntryView): Promise<DeliveryOutcome> {
    const payload = slackPayload.parse(item.payload);
    if (payload.op === 'dm') return sendDirectMessage({ client, workspace }, payload, item);
    if (payload.op === 'reaction') return addTick(workspace, payload);
    if (payload.op === 'backlog') return sendBacklog({ client, workspace, pace }, payload, item);
    const card = await roomCard(payload);
    if (!card) {
      if (payload.op === 'update' && (await emptyBinnedCard({ client, workspace }, payload)))
        shown.delete(`${payload.ticketId}:${payload.roomId}`);
      return { state: 'done' };
    }
    try {
      const { room } = card;
      if (room.parkedAs)
        await workspace.rooms.requireSafe(
          room,
          card.link?.channelId ?? (await workspace.rooms.channelOf(room)),
        );
      const outcome = await sendToRoom(payload, card, item);
      // Of a refusal nothing is known until something was posted.
      const isSound = room.parkedAs !== 'REFUSED' || ('result' in outcome && outcome.result !== undefined);
      if (room.parkedAs && isSound) await client.slack.unparkRoom.mutate({ roomId: room.id });
      return outcome;
    } catch (error) {
      if (!(error instanceof UnsafeRoom)) throw error;
      return park(payload, card.room, error);
    }
  }

  /** Of a ticket in the bin nothing is said; once it is restored, its card is brought up to date. */
  async function roomCard({ ticketId, roomId }: TicketItem): Promise<RoomCard | null> {
    const card = await client.slack.card.query({ ticketId, ...(roomId && { roomId }) });
    // What waits for it waits for another one by now, but this item was taken before.
    if (card && !card.room && roomId) throw new RoomJoined();
    return card?.room ? { ...card, room: card.room } : null;
  }

  async function sendToRoom(
    payload: TicketItem,
    card: RoomCard,
    item: OutboxEntryView,
  ): Promise<DeliveryOutcome> {
    if (payload.op === 'file') {
      const { link } = card;
      // The message before it in the queue has put the card there.
      if (!link) return { state: 'done' };
      return postFile({ client, workspace, pace }, payload, { card: { ...card, link }, item });
    }
    if (payload.op === 'revise') return revisePost({ client, workspace }, payload, card);
    if (payload.op !== 'card' && payload.op !== 'update') return postEntry(payload, card, item);
    if (card.link) return updateCard(card, card.link, item);
    const root = await postCard(card, await workspace.rooms.channelOf(card.room), {
      deliveryId: item.id,
      seq: item.seq,
    });
    return done({ card: root, post: postOf(root) });
  }

  /** What was to be posted goes to the fallback room, or waits until somebody has mended this one. */
  async function park(payload: TicketItem, room: SlackRoomView, why: UnsafeRoom): Promise<DeliveryOutcome> {
    await client.slack.parkRoom.mutate({ roomId: room.id, as: why.as, because: why.message });
    // It stands there and nowhere else, so it waits for the room; in one that is gone nobody reads it.
    if (payload.op === 'revise')
      return why.as === 'DELETED' ? { state: 'done' } : { state: 'retry', reason: why.message };
    const { ticketId } = payload;
    for (const entry of passedOn(payload)) {
      const { isPassedOn } = await client.slack.passOn.mutate({ ticketId, roomId: room.id, entry });
      if (!isPassedOn) return { state: 'retry', reason: why.message };
    }
    return { state: 'done' };
  }

  /** An update has no place to be looked for, and can be sent twice without harm. */
  async function look(item: OutboxEntryView): Promise<DeliveryOutcome | 'not there'> {
    const payload = slackPayload.parse(item.payload);
    if (payload.op === 'dm') return { state: 'done' };
    if (payload.op === 'reaction') return addTick(workspace, payload);
    if (payload.op === 'backlog') return findBacklog({ client, workspace, pace }, payload, item);
    const card = await roomCard(payload);
    if (!card) return { state: 'done' };
    // What Slack knows of a file is asked when it is sent again, by its id.
    if (payload.op === 'file' || payload.op === 'revise') return 'not there';
    const { id: deliveryId, firstTriedAt: since } = item;
    if (card.link) {
      if (payload.op === 'card' || payload.op === 'update') return 'not there';
      const ts = await findDelivery(web, { ...card.link, since, deliveryId });
      return ts
        ? done({ post: { teamId: card.link.teamId, channelId: card.link.channelId, ts } })
        : 'not there';
    }
    const isCard = payload.op === 'card' || payload.op === 'update';
    const channelId = await workspace.rooms.channelOf(card.room);
    const wanted = isCard ? deliveryId : `${deliveryId}.root`;
    const threadTs = await findDelivery(web, { channelId, threadTs: null, since, deliveryId: wanted });
    if (!threadTs) return 'not there';
    const root = { teamId: await workspace.teamId(), channelId, threadTs };
    if (isCard) return done({ card: root, post: postOf(root) });
    const ts = await findDelivery(web, { channelId, threadTs, since, deliveryId });
    return ts ? done({ card: root, post: { teamId: root.teamId, channelId, ts } }) : 'not there';
  }

  return {
    async send(item) {
      // Before anything is waited for: what is claimed together is announced together.
      const callOff = announced(item);
      try {
        // Nothing goes anywhere before it is known whose rooms and threads these are.
        await workspace.teamId();
        const outcome = await send(item);
        await workspace.access.passed();
        return outcome;
      } catch (error) {
        await workspace.access.failed(error);
        return outcomeOf(error);
      } finally {
        callOff?.();
      }
    },

    async reconcile(item) {
      let outcome: DeliveryOutcome | 'not there';
      try {
        await workspace.teamId();
        outcome = await look(item);
      } catch (error) {
        // Whatever kept us from looking, the doubt stays: a retry from here would post without having looked.
        const reason = error instanceof UnsafeRoom ? error.message : troubleOf(error).words;
        return { state: 'ambiguous', reason };
      }
      if (outcome !== 'not there') {
        soughtInVain.delete(item.id);
        return outcome;
      }
      // Slack may take in a call after the connection broke, so one look is not enough.
      const { op } = slackPayload.parse(item.payload);
      if (!soughtInVain.has(item.id) && op !== 'update' && op !== 'revise') {
        soughtInVain.add(item.id);
        return {
          state: 'ambiguous',
          reason: 'It is not in Slack yet; looking once more.',
          afterMs: secondLookMs,
        };
      }
      soughtInVain.delete(item.id);
      return { state: 'retry', reason: 'It did not reach Slack.', afterMs: 1 };
    },
  };
}

const done = (result: SlackResult): DeliveryOutcome => ({ state: 'done', result });

/** What of an item another room can take over; a card and its update are made anew there. */
function passedOn(payload: Exclude<TicketItem, { op: 'revise' }>) {
  const { ticketId } = payload;
  if (payload.op === 'card' || payload.op === 'update') return [null];
  if (payload.op === 'file') return [{ op: payload.op, ticketId, attachmentId: payload.attachmentId }];
  return entriesOf(payload).map((entry) => ({ ...entry, ticketId }));
}

const postOf = ({ teamId, channelId, threadTs }: Root) => ({ teamId, channelId, ts: threadTs });

const placeOf = ({ ticket, room }: RoomCard) => `${ticket.id}:${room.id}`;

/** What becomes of an item whose sending threw. */
function outcomeOf(error: unknown): DeliveryOutcome {
  if (error instanceof MaybePosted)
    return { state: 'ambiguous', reason: error.message, afterMs: firstLookMs };
  if (error instanceof NotYet) return { state: 'retry', reason: error.message, afterMs: error.afterMs };
  if (error instanceof UnsafeRoom) return { state: 'retry', reason: error.message };
  if (error instanceof RoomJoined) return { state: 'retry', reason: error.message, afterMs: 1 };
  const trouble = troubleOf(error);
  if (trouble.kind === 'payload') return { state: 'dead', reason: trouble.words };
  return { state: 'retry', reason: trouble.words, ...(trouble.afterMs && { afterMs: trouble.afterMs }) };
}

function entriesOf(payload: Entry): Extract<Entry, { op: 'summary' }>['entries'] {
  switch (payload.op) {
    case 'message':
      return [{ op: payload.op, messageId: payload.messageId }];
    case 'note':
      return [{ op: payload.op, noteId: payload.noteId }];
    case 'event':
      return [{ op: payload.op, seq: payload.seq }];
    case 'summary':
      return payload.entries;
  }
}
