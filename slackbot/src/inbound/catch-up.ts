/** What was typed, changed and deleted in tickets' threads while the desk heard nothing: read from Slack, and followed. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Outputs, PosternClient } from '@postern/core';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';
import { mentionedIn, plainText } from './plain-text.ts';
import type { SlackPeople } from './slack-people.ts';
import { type KeepNote, readThreadMessage, type ThreadMessage } from './thread-message.ts';

export type OpenThread = Outputs['slack']['openThreads'][number];
type Known = Outputs['slack']['messagesKnown'][number];

/** Slack allows fifty of these calls a minute, and others need some too. */
const threadsAMinute = 40;
const minuteMs = 60_000;
const lookAgainMs = 200;
const mostPages = 10;
const pageSize = 200;
const longestWaitMs = 60_000;
/** Messages may have come in another order than they were written; a note kept before is not kept again. */
const overlapS = 600;

interface Parts {
  threads: readonly OpenThread[];
  client: PosternClient;
  workspace: SlackWorkspace;
  people: SlackPeople;
  keep: KeepNote;
  log: Log;
  now: () => number;
  signal: AbortSignal;
}

/**
 * Looks at every thread, so many a minute. Never throws: what cannot be read now is read after the next gap. Stops when
 * the signal says so.
 */
export async function catchUp(parts: Parts): Promise<void> {
  const { threads, log, now, signal } = parts;
  let minute = { from: now(), looked: 0 };
  for (let index = 0; index < threads.length && !signal.aborted; ) {
    if (minute.looked === threadsAMinute) {
      while (now() < minute.from + minuteMs && !signal.aborted) await wait(lookAgainMs, signal);
      minute = { from: now(), looked: 0 };
    }
    minute.looked += 1;
    try {
      await readThread(parts, threads[index] as OpenThread);
      index += 1;
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubleOf(error);
      if (trouble.kind === 'wait') {
        await wait(Math.min(trouble.afterMs ?? 1_000, longestWaitMs), signal);
        continue;
      }
      if (trouble.kind !== 'target' && trouble.kind !== 'room') {
        log.warn(`What was written in Slack meanwhile could not be read: ${trouble.words}`);
        return;
      }
      index += 1;
    }
  }
}

async function readThread(parts: Parts, thread: OpenThread): Promise<void> {
  const { client, keep, signal } = parts;
  const { teamId, channelId, threadTs } = thread;
  const { messages, isWhole } = await messagesOf(parts, thread);
  const known = new Map(
    (await client.slack.messagesKnown.query({ teamId, channelId, threadTs })).map((each) => [each.ts, each]),
  );
  const newSince = Number(thread.lastTs) - overlapS;
  for (const { message, editedTs } of messages) {
    if (signal.aborted) return;
    const before = known.get(message.ts);
    if (before) await follow(parts, { teamId, message, editedTs }, before);
    else if (Number(message.ts) > newSince) await keep(message, teamId);
  }
  if (!isWhole) return;
  const there = new Set(messages.map(({ message }) => message.ts));
  for (const { ts, isWithdrawn } of known.values()) {
    if (isWithdrawn || there.has(ts) || signal.aborted) continue;
    if (await isGone(parts, thread, ts)) await client.slack.withdrawNote.mutate({ teamId, channelId, ts });
  }
}

interface Read {
  message: ThreadMessage;
  editedTs: number | null;
}

/** All that people wrote in it. Not whole is a thread that is longer than we read. */
async function messagesOf(
  { workspace, signal }: Parts,
  { channelId, threadTs }: OpenThread,
): Promise<{ messages: Read[]; isWhole: boolean }> {
  const messages: Read[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && !signal.aborted; page += 1) {
    const answer = await workspace.web.conversations.replies({
      channel: channelId,
      ts: threadTs,
      limit: pageSize,
      ...(cursor && { cursor }),
    });
    for (const each of answer.messages ?? []) {
      const message = readThreadMessage(each, channelId);
      const editedTs = Number((each as { edited?: { ts?: unknown } }).edited?.ts);
      if (message) messages.push({ message, editedTs: Number.isFinite(editedTs) ? editedTs : null });
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) return { messages, isWhole: answer.has_more !== true };
  }
  return { messages, isWhole: false };
}

/** A note that was made of a message which changed since. */
async function follow(
  { client, people }: Parts,
  { teamId, message, editedTs }: Read & { teamId: string },
  { editedAt, isWithdrawn }: Known,
): Promise<void> {
  if (editedTs === null || isWithdrawn) return;
  const changedAt = new Date(editedTs * 1_000);
  if (editedAt !== null && new Date(editedAt) >= changedAt) return;
  const text = plainText(message, await people.namesOf(mentionedIn(message)));
  if (text.trim() === '') return;
  const { channelId, ts } = message;
  await client.slack.reviseNote.mutate({ teamId, channelId, ts, text, editedAt: changedAt.toISOString() });
}

/** Asked for by itself: nobody's note is taken back because a long answer of Slack had a hole. */
async function isGone(
  { workspace }: Parts,
  { channelId, threadTs }: OpenThread,
  ts: string,
): Promise<boolean> {
  const { messages = [] } = await workspace.web.conversations.replies({
    channel: channelId,
    ts: threadTs,
    oldest: ts,
    latest: ts,
    inclusive: true,
    limit: pageSize,
  });
  const [root] = messages;
  return root?.ts === threadTs && !messages.some((each) => each.ts === ts);
}

const wait = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => {});
