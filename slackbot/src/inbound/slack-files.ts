/** Files that people brought to Slack, read with the bot's own token. */
import type { PosternClient, SlackConfig } from '@postern/core';
import type { Outputs } from '@postern/core/client';
import { oneLine } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import type { SlackPerson } from './slack-people.ts';

export interface SlackFile {
  id: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Why a file did not come, in words for the team. */
export class FileNotRead extends Error {
  override name = 'FileNotRead';
}

export interface FileReading {
  /** The file with its content. Throws {@link FileNotRead}, or what may be tried again. */
  read(id: string, largestBytes: number): Promise<SlackFile>;
}

const longestDownloadMs = 60_000;

export function fileReading({ web }: Pick<SlackWorkspace, 'web'>, config: SlackConfig): FileReading {
  return {
    async read(id, largestBytes) {
      const { file } = await web.files.info({ file: id }).catch((error: unknown) => {
        const { kind, words } = troubleOf(error);
        if (kind === 'wait' || kind === 'maybeDone') throw error;
        throw new FileNotRead(`A file could not be read from Slack. ${words}`);
      });
      const name = oneLine(file?.name ?? 'file', 200);
      if (file?.mode === 'tombstone' || !file?.url_private_download)
        throw new FileNotRead(`The file "${name}" is gone from Slack.`);
      if ((file.size ?? 0) > largestBytes) throw tooLarge(name, file.size ?? 0, largestBytes);
      // The token goes to Slack alone, whatever the answer says.
      if (!isSlacks(file.url_private_download, config))
        throw new FileNotRead(`The file "${name}" lies outside of Slack.`);
      const answer = await fetch(file.url_private_download, {
        headers: { authorization: `Bearer ${config.botToken}` },
        signal: AbortSignal.timeout(longestDownloadMs),
      });
      if (!answer.ok) throw new FileNotRead(`The file "${name}" could not be read (HTTP ${answer.status}).`);
      const bytes = await bytesOf(answer, { name, largestBytes });
      // Without the right to a file, Slack answers a page to sign in on as if all were well.
      const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
      if (isPage && bytes.length !== file.size)
        throw new FileNotRead(
          `Slack did not give the file "${name}". The app may lack the permission files:read.`,
        );
      return { id, name: file.name ?? 'file', bytes };
    },
  };
}

type Upload = Outputs['slack']['upload'];

interface Taking {
  client: PosternClient;
  files: FileReading;
}

/** Reads a file and keeps it on the desk as this person's. Throws {@link FileNotRead}, or what Slack or the desk throws. */
export async function takeFile(
  { client, files }: Taking,
  { teamId, userId }: SlackPerson,
  id: string,
  maxMegabytes: number,
): Promise<Upload> {
  const { name, bytes } = await files.read(id, maxMegabytes * 1_048_576);
  return client.slack.upload.mutate({ teamId, userId, name, bytes });
}

/** One after the other, up to the first that throws: what came before it is kept. */
export async function* takeFiles(
  taking: Taking,
  person: SlackPerson,
  ids: readonly string[],
): AsyncGenerator<Upload> {
  if (ids.length === 0) return;
  const { maxMegabytes } = await taking.client.slack.fileLimits.query();
  for (const id of ids) yield await takeFile(taking, person, id, maxMegabytes);
}

function isSlacks(url: string, { apiUrl }: SlackConfig): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  if (apiUrl) return origin === new URL(apiUrl).origin;
  return protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'));
}

/** Stops reading where the limit is, whatever size was told before. */
async function bytesOf(
  answer: Response,
  { name, largestBytes }: { name: string; largestBytes: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let count = 0;
  for await (const piece of answer.body ?? []) {
    count += piece.length;
    if (count > largestBytes) throw tooLarge(name, count, largestBytes);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function tooLarge(name: string, bytes: number, largestBytes: number): FileNotRead {
  const megabytes = (size: number) => (Math.ceil((size / 1_048_576) * 10) / 10).toLocaleString('en');
  return new FileNotRead(
    `The file "${name}" has ${megabytes(bytes)} MB, and a file may have at most ${megabytes(largestBytes)} MB.`,
  );
}
