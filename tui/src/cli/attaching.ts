/** `--attach`: files that go along with what is written. Whatever is wrong with one is said before anything is sent. */
import { homedir } from 'node:os';
import { displayText, type PosternClient, sizeWords } from '@postern/core/client';
import {
  FileProblem,
  forgetUploads,
  limitProblem,
  lookAtFile,
  type OutgoingFile,
  uploadFiles,
} from '../files/outgoing.ts';
import type { Args } from './flags.ts';
import { CliProblem, usageProblem } from './problem.ts';

/** The files that were named, in their order. Throws a usage problem for one that cannot be sent; asks no desk. */
export async function attachedFiles(args: Args): Promise<OutgoingFile[]> {
  const files: OutgoingFile[] = [];
  for (const path of args.attach) files.push(await inWords(() => lookAtFile(withHome(path))));
  return files;
}

/** Throws a usage problem, in the desk's words, for a file that is too large and for too many of them. */
export async function requireWithinLimits(
  client: PosternClient,
  files: readonly OutgoingFile[],
): Promise<void> {
  if (files.length === 0) return;
  const problem = limitProblem(files, await client.tickets.attachmentLimits.query());
  if (problem) throw usageProblem(`${problem} Nothing was sent.`);
}

/**
 * Uploads the files and hands their ids to `send`. What is refused then leaves nothing of them on the desk; what may
 * have arrived is left alone.
 */
export async function withUploads<Answer>(
  client: PosternClient,
  files: readonly OutgoingFile[],
  send: (uploads: string[]) => Promise<Answer>,
): Promise<Answer> {
  const uploads = await inWords(() => uploadFiles(client, files));
  try {
    return await send(uploads);
  } catch (error) {
    await forgetUploads(client, uploads);
    throw error;
  }
}

/** `fix.txt (11 B), log.txt (84 KB)` */
export function filesWords(files: readonly OutgoingFile[]): string {
  return files.map(({ name, bytes }) => `${displayText(name)} (${sizeWords(bytes)})`).join(', ');
}

// The shell leaves `--attach=~/x` as it is.
function withHome(path: string): string {
  return path.replace(/^~(?=\/)/, homedir());
}

async function inWords<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FileProblem)
      throw new CliProblem('USAGE', `${error.message} Nothing was sent.`, '', { cause: error });
    throw error;
  }
}
