/** Puts a file of a message into the thread of its ticket: once, or a line that says where to get it. */
import type { DeliveryOutcome, OutboxEntryView, PosternClient, SlackPayload } from '@postern/core';
import { type SlackCard, type SlackRoomView, sizeWords } from '@postern/core/client';
import { webApi } from '@slack/bolt';
import { context, fallback, oneLine, type Rendered } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import type { Pace } from './pace.ts';
import { post } from './post.ts';

interface Parts {
  client: PosternClient;
  workspace: SlackWorkspace;
  pace: Pace;
}

type FileItem = Extract<SlackPayload, { op: 'file' }>;
type PlacedCard = SlackCard & { room: SlackRoomView; link: NonNullable<SlackCard['link']> };

/** Larger ones stay at the desk. Source: slack.md 6.4. */
const largestBytes = 20 * 1_048_576;
const longestUploadMs = 60_000;

/** Throws what shall be tried again. */
export async function postFile(
  parts: Parts,
  { attachmentId }: FileItem,
  { card, item }: { card: PlacedCard; item: OutboxEntryView },
): Promise<DeliveryOutcome> {
  const { client, workspace } = parts;
  const file = await client.slack.fileOut.query({ itemId: item.id, attachmentId });
  if (!file) return { state: 'done' };
  const line = () => postLine(parts, { card, item }, file);
  if (file.bytes > largestBytes) return line();
  await workspace.rooms.requireSafe(card.room, card.link.channelId);
  try {
    const started = file.slackFileId && (await standing(workspace, file.slackFileId, card.link.channelId));
    if (started === 'shown') return { state: 'done' };
    const id =
      started === 'sent'
        ? (file.slackFileId as string)
        : await sendBytes(parts, item, { attachmentId, ...file });
    await workspace.web.files.completeUploadExternal({
      files: [{ id, title: oneLine(file.fileName, 200) }],
      channel_id: card.link.channelId,
      thread_ts: card.link.threadTs,
    });
    return { state: 'done' };
  } catch (error) {
    // Slack takes no such file, whoever brings it; it did not object to the room.
    const { kind, lacksScope } = troubleOf(error);
    // Nor may what the app lacks for files hold up what comes behind them.
    if (lacksScope || (kind === 'notDone' && error instanceof webApi.WebAPIPlatformError)) return line();
    throw error;
  }
}

/** How far a file came before: its bytes are there, it stands in the channel, or nothing of it is of use. */
async function standing(
  { web }: SlackWorkspace,
  id: string,
  channelId: string,
): Promise<'sent' | 'shown' | 'nothing'> {
  try {
    const { file } = await web.files.info({ file: id });
    const { private: inPrivate = {}, public: inPublic = {} } = file?.shares ?? {};
    return { ...inPrivate, ...inPublic }[channelId] ? 'shown' : 'sent';
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError && /^file_(not_found|deleted)$/.test(error.data.error))
      return 'nothing';
    throw error;
  }
}

async function sendBytes(
  { client, workspace }: Parts,
  item: OutboxEntryView,
  { attachmentId, fileName, bytes }: { attachmentId: string; fileName: string; bytes: number },
): Promise<string> {
  const { upload_url: url, file_id: slackFileId } = await workspace.web.files.getUploadURLExternal({
    filename: oneLine(fileName, 200) || 'file',
    length: bytes,
  });
  if (!url || !slackFileId) throw new Error('Slack gave no place for the file.');
  await client.slack.rememberFile.mutate({ itemId: item.id, slackFileId });
  const pieces: Buffer[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const piece: { content: string; next: number | null } = await client.slack.filePiece.query({
      attachmentId,
      from,
    });
    pieces.push(Buffer.from(piece.content, 'base64'));
    from = piece.next;
  }
  const answer = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(Buffer.concat(pieces)),
    signal: AbortSignal.timeout(longestUploadMs),
  });
  if (!answer.ok) throw new Error(`Slack did not take the file (HTTP ${answer.status}).`);
  return slackFileId;
}

async function postLine(
  { workspace, pace }: Parts,
  { card, item }: { card: PlacedCard; item: OutboxEntryView },
  { fileName, bytes }: { fileName: string; bytes: number },
): Promise<DeliveryOutcome> {
  const { ticket, room, link } = card;
  const { ts } = await post(workspace, pace, {
    room,
    channelId: link.channelId,
    threadTs: link.threadTs,
    rendered: fileLine({ fileName, bytes, number: ticket.number }),
    ticket,
    deliveryId: item.id,
    seq: item.seq,
  });
  return { state: 'done', result: { post: { teamId: link.teamId, channelId: link.channelId, ts } } };
}

function fileLine({
  fileName,
  bytes,
  number,
}: {
  fileName: string;
  bytes: number;
  number: number;
}): Rendered {
  const line = `${oneLine(fileName, 80)} (${sizeWords(bytes)}) stays at the desk. Get it in the terminal: postern ticket view ${number}`;
  return { text: fallback(`#${number}: ${line}`), blocks: [context(line)] };
}
