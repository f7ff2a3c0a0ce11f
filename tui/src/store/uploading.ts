/** The way of a message's files to the desk, before the message itself leaves. */
import { displayText } from '@postern/core/words';
import { changeSince, FileProblem, lookAtFile, type OutgoingFile, uploadFiles } from '../files/outgoing.ts';
import type { Hub } from './hub.ts';
import type { Composer } from './model.ts';

/**
 * Ids of the composer's files on the desk; null when one of them cannot go, which is said, and nothing is lost. A file
 * that has changed since it was attached is asked about once: sending again means it as it is now.
 */
export async function uploadsOf(
  hub: Hub,
  patch: (change: Partial<Composer>) => void,
  { files, kind }: Pick<Composer, 'files' | 'kind'>,
): Promise<string[] | null> {
  const again = kind === 'reply' ? 'Ctrl+S' : 'Ctrl+N';
  for (const file of files) {
    const change = await changeSince(file);
    if (change === null) continue;
    const fresh = await lookAtFile(file.path).catch(() => null);
    if (fresh) patch({ files: files.map((each) => (each === file ? fresh : each)) });
    hub.say(
      'warning',
      fresh
        ? `${change} ${again} sends it as it is now, Ctrl+T takes it off.`
        : `${change} Nothing was sent; Ctrl+T takes it off.`,
    );
    return null;
  }
  const tell = ({ name }: OutgoingFile, index: number) =>
    patch({ uploading: `${displayText(name)} (${index + 1} of ${files.length})` });
  const answer = await hub.ask(async () => {
    try {
      return await uploadFiles(hub.client, files, tell);
    } catch (error) {
      if (error instanceof FileProblem) return error;
      throw error;
    }
  });
  patch({ uploading: null });
  if (!answer.ok) hub.fail(answer.failure);
  else if (answer.value instanceof FileProblem) hub.say('bad', `${answer.value.message} Nothing was sent.`);
  else return answer.value;
  return null;
}

/** Each path once, where it stands first. */
export function withoutDoubles(files: readonly OutgoingFile[]): OutgoingFile[] {
  return files.filter(({ path }, index) => files.findIndex((each) => each.path === path) === index);
}
