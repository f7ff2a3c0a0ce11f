/** Files that go out with a message: looked at before anything is sent, and uploaded one after the other. */
import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PosternClient } from '@postern/core/client';
import { displayText, fileEmptyWords, fileTooLargeWords, tooManyFilesWords } from '@postern/core/words';
import { whyUnreadable } from './unreadable.ts';

/** A file as it was when it was chosen. */
export interface OutgoingFile {
  path: string;
  name: string;
  bytes: number;
  /** When it was last written, in ms. */
  changedAt: number;
}

/** How large and how many the files of a message may be. */
export interface FileLimits {
  maxMegabytes: number;
  mostFiles: number;
}

/** A file that cannot be sent, in a sentence. */
export class FileProblem extends Error {
  override name = 'FileProblem';
}

/** Facts about a file that can be attached. Throws `FileProblem` for one that is not there, not readable, or no file. */
export async function lookAtFile(path: string): Promise<OutgoingFile> {
  const name = basename(path);
  const cannot = (reason: string, cause?: unknown) =>
    new FileProblem(`${displayText(path)} cannot be attached: ${reason}.`, { cause });
  const facts = await stat(path).catch((error: unknown) => {
    throw cannot(whyUnreadable(error), error);
  });
  if (facts.isDirectory()) throw cannot('it is a folder');
  // Reading a device or a pipe might never end.
  if (!facts.isFile()) throw cannot('it is no ordinary file');
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw cannot(whyUnreadable(error), error);
  });
  if (facts.size === 0) throw new FileProblem(fileEmptyWords(displayText(name)));
  return { path, name, bytes: facts.size, changedAt: facts.mtimeMs };
}

/** Why these files cannot go with one message, in the desk's words; null when they can. */
export function limitProblem(files: readonly OutgoingFile[], limits: FileLimits): string | null {
  const large = files.find(({ bytes }) => bytes > limits.maxMegabytes * 1024 * 1024);
  if (large) return fileTooLargeWords(displayText(large.name), { ...large, ...limits });
  if (files.length > limits.mostFiles) return tooManyFilesWords(files.length, limits.mostFiles);
  return null;
}

/** What has become of a file since it was chosen, as a sentence; null when it is still the same. */
export async function changeSince(file: OutgoingFile): Promise<string | null> {
  try {
    const now = await lookAtFile(file.path);
    const isSame = now.bytes === file.bytes && now.changedAt === file.changedAt;
    return isSame ? null : `${displayText(file.name)} has changed since you attached it.`;
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
}

// A slow line sends ten megabytes in this time.
const uploadMs = 5 * 60_000;

/**
 * Uploads them, and answers the ids that a message takes along. When one fails, those before it are taken off the desk
 * again, as far as it can be reached; `tell` hears of each before it begins. Throws `FileProblem` and what the client throws.
 */
export async function uploadFiles(
  client: PosternClient,
  files: readonly OutgoingFile[],
  tell: (file: OutgoingFile, index: number) => void = () => {},
): Promise<string[]> {
  const ids: string[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const { path, name } = file;
      tell(file, index);
      const content = await readFile(path).catch((error: unknown) => {
        throw new FileProblem(`${displayText(path)} cannot be attached: ${whyUnreadable(error)}.`, {
          cause: error,
        });
      });
      const signal = AbortSignal.timeout(uploadMs);
      const upload = { name, bytes: content.toString('base64') };
      ids.push((await client.tickets.upload.mutate(upload, { signal })).id);
    }
    return ids;
  } catch (error) {
    await forgetUploads(client, ids);
    throw error;
  }
}

/** Takes uploads off the desk again that nothing took along; those it cannot reach are forgotten after a day anyway. */
export async function forgetUploads(client: PosternClient, ids: readonly string[]): Promise<void> {
  const patience = { signal: AbortSignal.timeout(5_000) };
  await Promise.allSettled(ids.map((upload) => client.tickets.discardUpload.mutate({ upload }, patience)));
}
