/** Files out: an address for the bytes, then the message they are shared in. Files in: their facts. */
import {
  ApiError,
  type Call,
  type Handler,
  invalidArguments,
  requireChannel,
  requireMembership,
} from '../api-call.ts';
import { normalized } from '../content.ts';
import { fileJson } from '../file-shape.ts';
import { largestFileBytes } from '../files.ts';
import { isObject } from '../schema.ts';
import type { Channel, StoredFile } from '../types.ts';
import { threadRoot } from './chat.ts';

interface Finished {
  file: StoredFile;
  title: string | undefined;
}

/** The files named by the call: its own, their bytes there, not finished before. */
function finishedFiles(call: Call): Finished[] {
  const { files, workspace, journal } = call.world;
  const given = call.args.json('files');
  if (!Array.isArray(given) || given.length === 0 || !given.every(isObject)) {
    throw invalidArguments('must be a list of objects with an id [json-pointer:/files]');
  }
  return given.map((one) => {
    const file = files.find(String(one.id));
    if (file?.user !== workspace.bot.userId || file.state === 'deleted') throw new ApiError('file_not_found');
    if (file.state !== 'uploaded') {
      const why = file.state === 'complete' ? 'was finished before' : 'has no bytes yet';
      journal.add('warning', `files.completeUploadExternal: ${file.id} ${why}`);
      throw new ApiError('file_update_failed');
    }
    return { file, title: one.title ? String(one.title) : undefined };
  });
}

function targetOf(call: Call): Channel | null {
  if (!call.args.has('channel_id')) return null;
  const channel = requireChannel(call, 'id', 'channel_id');
  requireMembership(call, channel);
  // The reference knows no `is_archived` here.
  if (channel.isArchived) throw new ApiError('posting_to_channel_denied');
  return channel;
}

export const fileMethods: Record<string, Handler> = {
  'files.getUploadURLExternal': (call) => {
    const { files, workspace } = call.world;
    const size = Number(call.args.text('length'));
    if (!Number.isInteger(size) || size < 1) throw invalidArguments('must be a positive integer: length');
    if (size > largestFileBytes) throw new ApiError('file_upload_size_restricted');
    const file = files.announce({ name: call.args.text('filename'), user: workspace.bot.userId, size });
    return { upload_url: files.uploadUrl(file), file_id: file.id };
  },

  'files.completeUploadExternal': (call) => {
    const { files, workspace, journal } = call.world;
    for (const name of ['channels', 'blocks', 'username', 'icon_url', 'icon_emoji']) {
      if (call.args.has(name)) journal.add('defect', `${call.method}: ${name} is not drawn by the emulator.`);
    }
    const uploads = finishedFiles(call);
    const channel = targetOf(call);
    const root = channel && threadRoot(call, channel);
    for (const { file, title } of uploads) files.finish(file, title);
    if (channel) {
      workspace.post({
        subtype: 'file_share',
        channel: channel.id,
        user: workspace.bot.userId,
        botId: workspace.bot.botId,
        text: normalized(call.args.text('initial_comment')),
        ...(root && { threadTs: root }),
        files: uploads.map(({ file }) => file.id),
      });
    }
    return { files: uploads.map(({ file, title }) => ({ id: file.id, title: title ?? file.title })) };
  },

  'files.info': (call) => {
    const { files } = call.world;
    const file = files.find(call.args.text('file'));
    if (!file || file.state === 'announced') throw new ApiError('file_not_found');
    if (file.state === 'deleted') throw new ApiError('file_deleted');
    if (!files.isVisibleToApp(file)) throw new ApiError('not_visible');
    const shares = Object.groupBy(file.shares, ({ channel }) => channel);
    return {
      file: {
        ...fileJson(call.world.workspace, file),
        channels: Object.keys(shares),
        shares: {
          private: Object.fromEntries(
            Object.entries(shares).map(([id, list = []]) => [id, list.map(({ ts }) => ({ ts }))]),
          ),
        },
      },
      comments: [],
      response_metadata: { next_cursor: '' },
    };
  },
};
