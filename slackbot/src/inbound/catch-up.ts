/** What was typed in tickets' threads while the desk heard nothing: read from Slack and kept, oldest first. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Outputs } from '@postern/core';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';
import { type KeepNote, readThreadMessage } from './thread-message.ts';

export type OpenThread = Outputs['slack']['openThreads'][number];

/** How many threads are asked about, the most lately active first. */
export const mostThreads = 200;
const mostPages = 10;
const pageSize = 200;
const longestWaitMs = 60_000;
/** Messages may have come in another order than they were written; a note kept before is not kept again. */
const overlapS = 600;

/** Never throws: what cannot be read now is read after the next connection. Stops when the signal says so. */
export async function catchUp(parts: {
  threads: readonly OpenThread[];
  workspace: SlackWorkspace;
  keep: KeepNote;
  log: Log;
  signal: AbortSignal;
}): Promise<void> {
  const { threads, log, signal } = parts;
  for (let index = 0; index < threads.length && !signal.aborted; ) {
    try {
      await readThread({ ...parts, thread: threads[index] as OpenThread });
      index += 1;
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubleOf(error);
      if (trouble.kind === 'wait') {
        const waitMs = Math.min(trouble.afterMs ?? 1_000, longestWaitMs);
        await pause(waitMs, undefined, { signal }).catch(() => {});
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

async function readThread(parts: {
  thread: OpenThread;
  workspace: SlackWorkspace;
  keep: KeepNote;
  signal: AbortSignal;
}): Promise<void> {
  const { thread, workspace, keep, signal } = parts;
  const oldest = Math.max(Number(thread.lastTs) - overlapS, Number(thread.threadTs)).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && !signal.aborted; page += 1) {
    const { messages, response_metadata: after } = await workspace.web.conversations.replies({
      channel: thread.channelId,
      ts: thread.threadTs,
      oldest,
      limit: pageSize,
      ...(cursor && { cursor }),
    });
    for (const each of messages ?? []) {
      if (signal.aborted) return;
      const message = readThreadMessage(each, thread.channelId);
      if (message) await keep(message, thread.teamId);
    }
    cursor = after?.next_cursor || undefined;
    if (!cursor) return;
  }
}
