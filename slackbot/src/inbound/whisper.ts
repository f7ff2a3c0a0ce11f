/** A word to one person alone, in the channel or thread where they are. */
import { type Rendered, sentence } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';

export interface Listener {
  userId: string;
  channelId: string;
  threadTs: string | null;
}

interface Parts {
  workspace: SlackWorkspace;
  log: Log;
}

/** Never throws: what cannot be shown is in the log. */
export async function whisper(parts: Parts, to: Listener, said: string | Rendered): Promise<void> {
  try {
    await sayAlone(parts, to, said);
  } catch (error) {
    parts.log.warn(
      { reason: troubleOf(error).words },
      'a word to one person alone could not be shown in Slack',
    );
  }
}

/** The same. Throws what Slack throws. */
export async function sayAlone(
  { workspace }: Pick<Parts, 'workspace'>,
  { userId, channelId, threadTs }: Listener,
  said: string | Rendered,
): Promise<void> {
  const { text, blocks } = typeof said === 'string' ? sentence(said) : said;
  await workspace.web.chat.postEphemeral({
    channel: channelId,
    user: userId,
    ...(threadTs && { thread_ts: threadTs }),
    text,
    blocks,
    parse: 'none',
    link_names: false,
  });
}
