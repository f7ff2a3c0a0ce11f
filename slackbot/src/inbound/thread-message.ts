/** A message typed in a ticket's thread becomes a note. There is no way from here to a customer. */
import { failureOf, outcomes, type PosternClient } from '@postern/core';
import { troubleOf } from '../slack-errors.ts';
import type { Log } from '../slack-workspace.ts';
import { mentionedIn, plainText, type TypedMessage } from './plain-text.ts';
import { FileNotRead, type FileReading, takeFile } from './slack-files.ts';
import type { SlackPeople } from './slack-people.ts';

export interface ThreadMessage extends TypedMessage {
  channelId: string;
  threadTs: string;
  ts: string;
  userId: string;
  /** The same files by what Slack calls them; of what is hidden from events, Slack gives the id alone. */
  fileIds: string[];
}

/** What people write in threads; joins, edits, deletions and whatever Slack invents next are something else. */
const plainSubtypes: readonly unknown[] = [undefined, 'file_share', 'thread_broadcast'];

/** Reads a `message` event, or a message out of a thread; null for all that no person typed into a thread. */
export function readThreadMessage(event: unknown, channelId?: string): ThreadMessage | null {
  if (typeof event !== 'object' || event === null) return null;
  const given = event as Record<string, unknown>;
  const channel = channelId ?? given.channel;
  const { ts, thread_ts: threadTs, user } = given;
  const isPersons =
    given.type === 'message' && !given.bot_id && !given.bot_profile && plainSubtypes.includes(given.subtype);
  const isInThread = typeof threadTs === 'string' && threadTs !== ts;
  if (!isPersons || !isInThread) return null;
  if (typeof channel !== 'string' || typeof ts !== 'string' || typeof user !== 'string') return null;
  const files = Array.isArray(given.files) ? given.files : [];
  return {
    channelId: channel,
    threadTs,
    ts,
    userId: user,
    text: typeof given.text === 'string' ? given.text : '',
    blocks: given.blocks,
    files: files
      .map((file: { name?: unknown } | null) => file?.name)
      .filter((name): name is string => typeof name === 'string'),
    fileIds: files
      .map((file: { id?: unknown } | null) => file?.id)
      .filter((id): id is string => typeof id === 'string'),
  };
}

export type KeepNote = (message: ThreadMessage, teamId: string) => Promise<'kept' | 'refused' | 'no ticket'>;

/**
 * Keeps notes through the core, the same message once however often it comes. Throws while the desk or Slack is in
 * trouble, so that the message can come again; what can never be kept, such as an empty one, is `refused`.
 */
export function noteKeeper(parts: {
  client: PosternClient;
  people: SlackPeople;
  files: FileReading;
  log: Log;
}): KeepNote {
  const { client, people, log } = parts;
  return async (message, teamId) => {
    const { userId, channelId, threadTs, ts } = message;
    const { name } = await people.recognise({ teamId, userId });
    const said = plainText(message, await people.namesOf(mentionedIn(message)));
    if (said.trim() === '' && message.fileIds.length === 0) return 'refused';
    try {
      const { uploads, missing } = await takeFiles(parts, message, teamId);
      const text = [said, ...missing.map((why) => `[Not kept: ${why}]`)]
        .filter((line) => line !== '')
        .join('\n');
      const note = { teamId, userId, channelId, threadTs, ts, authorName: name, text, uploads };
      const { noteId, isTicket } = await client.slack.threadNote.mutate(note);
      if (!isTicket) return 'no ticket';
      return noteId ? 'kept' : 'refused';
    } catch (error) {
      const { code, message: why } = failureOf(error);
      if (code === 'UNREACHABLE' || outcomes[code].retry) throw error;
      log.warn({ channelId, ts, code }, `a message in Slack could not be kept as a note: ${why}`);
      return 'refused';
    }
  };
}

/**
 * The files of an agent's message, kept for its note; only where the thread is a ticket's. The words are never lost for
 * a file's sake: what could not be read is named in the note, and stays in Slack.
 */
async function takeFiles(
  { client, files, log }: { client: PosternClient; files: FileReading; log: Log },
  { fileIds, userId, channelId, threadTs, ts }: ThreadMessage,
  teamId: string,
): Promise<{ uploads: string[]; missing: string[] }> {
  const uploads: string[] = [];
  const missing: string[] = [];
  if (fileIds.length === 0) return { uploads, missing };
  const { wantsFiles, maxMegabytes, mostFiles } = await client.slack.noteFiles.query({
    ...{ teamId, userId, channelId, threadTs, ts },
  });
  if (!wantsFiles) return { uploads, missing };
  for (const id of fileIds.slice(0, mostFiles)) {
    try {
      uploads.push((await takeFile({ client, files }, { teamId, userId }, id, maxMegabytes)).id);
    } catch (error) {
      const failure = failureOf(error);
      const why = failure.code === 'UNREACHABLE' ? troubleOf(error).words : failure.message;
      missing.push(error instanceof FileNotRead ? error.message : why);
      log.info({ channelId, ts }, 'a file of a message in Slack could not be kept');
    }
  }
  if (fileIds.length > mostFiles)
    missing.push(`There are ${fileIds.length} files, and a note takes ${mostFiles}.`);
  return { uploads, missing };
}
