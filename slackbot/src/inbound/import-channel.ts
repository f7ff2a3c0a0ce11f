/** `postern slack import`: reads the threads of a channel as fast as Slack allows, and gives each to the desk. */
import { setTimeout as pause } from 'node:timers/promises';
import { failureOf, type Outputs, type PosternClient } from '@postern/core';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';
import { type Said, saidIn, type ThreadMessageGiven } from './said-in-thread.ts';
import type { SlackPeople } from './slack-people.ts';

type Due = NonNullable<Outputs['slack']['dueImport']>;

export interface ChannelImporter {
  start(): void;
  /** Resolves once nothing is under way. What was not read is read at the next start. */
  stop(): Promise<void>;
}

export interface ImportParts {
  client: PosternClient;
  workspace: SlackWorkspace;
  people: SlackPeople;
  log: Log;
}

const lookAgainMs = 1_000;
const pageSize = 200;
const mostThreads = 1_000;
const longestWaitMs = 60_000;

/** Cannot be read, and why. */
class NotReadable extends Error {
  override name = 'NotReadable';
}

export function channelImporter(parts: ImportParts): ChannelImporter {
  const { client, log } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const due = await client.slack.dueImport.query();
        if (due) await importChannel({ ...parts, signal }, due);
        failures = 0;
        if (due) continue;
      } catch (error) {
        failures += 1;
        if (!signal.aborted) log.error({ err: error }, 'a channel of Slack cannot be imported for now');
      }
      const waitMs = Math.min(longestWaitMs, lookAgainMs * 2 ** failures);
      await pause(waitMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Ends the import with why it failed where trying again is no use; throws what may be better later. */
async function importChannel(parts: ImportParts & { signal: AbortSignal }, due: Due): Promise<void> {
  const { client, workspace, signal } = parts;
  const end = (failure: string | null) => client.slack.endImport.mutate({ id: due.id, failure });
  try {
    const channelId = due.channelId ?? (await channelNamed(parts, due.room));
    const teamId = await workspace.teamId();
    for (const threadTs of await threadsSince(parts, channelId, due.since)) {
      if (signal.aborted) return;
      const said = await readThread(parts, { teamId, channelId, threadTs, mostSaid: due.mostSaid });
      if (said.length === 0) continue;
      await client.slack.importThread.mutate({ importId: due.id, teamId, channelId, threadTs, said });
    }
    await end(null);
  } catch (error) {
    if (signal.aborted) return;
    const words = finalWords(error);
    if (words === null) throw error;
    await end(words.slice(0, 500));
  }
}

/** Null for what may pass: Slack or the desk is away for a while. */
function finalWords(error: unknown): string | null {
  if (error instanceof NotReadable) return error.message;
  const failure = failureOf(error);
  if (failure.code === 'INTERNAL') return null;
  if (failure.code !== 'UNREACHABLE') return failure.message;
  const trouble = troubleOf(error);
  return ['room', 'account', 'payload', 'target'].includes(trouble.kind) ? trouble.words : null;
}

async function channelNamed(parts: ImportParts & { signal: AbortSignal }, room: string): Promise<string> {
  const id = await patiently(parts.signal, () => parts.workspace.rooms.named(room));
  if (id) return id;
  throw new NotReadable(
    `Slack has no channel #${room} that Postern can see. When it is private, write /invite @Postern in it first.`,
  );
}

/** The first messages of threads that people began and somebody answered, the oldest first. */
async function threadsSince(
  { workspace, signal }: ImportParts & { signal: AbortSignal },
  channel: string,
  since: string,
): Promise<string[]> {
  const found: string[] = [];
  const oldest = (Date.parse(since) / 1_000).toFixed(6);
  let cursor: string | undefined;
  do {
    const page = await patiently(signal, () =>
      workspace.web.conversations.history({
        channel,
        oldest,
        inclusive: true,
        limit: pageSize,
        ...(cursor && { cursor }),
      }),
    );
    for (const { ts, user, bot_id: botId, reply_count: replies } of page.messages ?? [])
      if (ts && user && !botId && Number(replies) > 0) found.push(ts);
    cursor = page.response_metadata?.next_cursor || undefined;
    if (found.length > mostThreads)
      throw new NotReadable(
        `There are more than ${mostThreads.toLocaleString('en')} threads since then. Import a shorter time, such as --since 7d.`,
      );
  } while (cursor && !signal.aborted);
  return found.reverse();
}

async function readThread(
  { workspace, people, signal }: ImportParts & { signal: AbortSignal },
  {
    teamId,
    channelId: channel,
    threadTs: ts,
    mostSaid,
  }: { teamId: string; channelId: string; threadTs: string; mostSaid: number },
): Promise<Said[]> {
  const messages: ThreadMessageGiven[] = [];
  let cursor: string | undefined;
  do {
    const page = await patiently(signal, () =>
      workspace.web.conversations.replies({ channel, ts, limit: pageSize, ...(cursor && { cursor }) }),
    );
    messages.push(...(page.messages ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor && messages.length <= mostSaid && !signal.aborted);
  const said = await saidIn(people, messages);
  // So that agents who never wrote to the desk in Slack before stand there as themselves.
  for (const userId of new Set(said.map((each) => each.userId)))
    await patiently(signal, () => people.recognise({ teamId, userId }));
  const last = said[mostSaid - 1];
  if (said.length <= mostSaid || !last) return said;
  const text = `${last.text}\n[The thread goes on in Slack; a ticket takes ${mostSaid} messages of it.]`;
  return [...said.slice(0, mostSaid - 1), { ...last, text }];
}

/** Tries again while Slack asks for patience. */
async function patiently<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind !== 'wait') throw error;
      const waitMs = Math.min(trouble.afterMs ?? lookAgainMs, longestWaitMs);
      await pause(waitMs, undefined, { signal });
    }
  }
}
