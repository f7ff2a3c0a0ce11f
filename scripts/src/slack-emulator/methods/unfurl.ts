/** What the app shows below links to its own pages. */
import { ApiError, type Call, type Handler, requireChannel } from '../api-call.ts';
import { isObject } from '../schema.ts';
import type { Json, Message } from '../types.ts';
import { linksTo, unfurlProblems } from '../unfurls.ts';

/** The message named by channel and ts, or by the pair of `unfurl_id` and `source` of the event. */
function messageOf(call: Call): Message {
  const { args, world } = call;
  if (args.has('unfurl_id') || args.has('source')) {
    if (!args.has('unfurl_id')) throw new ApiError('missing_unfurl_id');
    if (!args.has('source')) throw new ApiError('missing_source');
    const [, channel = '', ts = ''] = /^C([A-Z0-9]+)-(\d+\.\d+)$/.exec(args.text('unfurl_id')) ?? [];
    if (args.text('source') !== 'conversations_history') throw new ApiError('invalid_source');
    const message = world.workspace.message(channel, ts);
    if (!message) throw new ApiError('invalid_unfurl_id');
    return message;
  }
  if (!args.has('channel')) throw new ApiError('missing_channel');
  if (!args.has('ts')) throw new ApiError('missing_ts');
  const message = world.workspace.message(channelOf(call), args.text('ts'));
  if (!message) throw new ApiError('cannot_find_message');
  return message;
}

function channelOf(call: Call): string {
  try {
    return requireChannel(call, 'id').id;
  } catch (error) {
    if (error instanceof ApiError) throw new ApiError('cannot_find_channel');
    throw error;
  }
}

export const unfurlMethods: Record<string, Handler> = {
  'chat.unfurl': (call) => {
    const { workspace, manifest, journal } = call.world;
    const unfurls = call.args.json('unfurls');
    for (const name of ['user_auth_message', 'user_auth_required', 'user_auth_url', 'user_auth_blocks']) {
      if (call.args.has(name)) journal.add('defect', `${call.method}: ${name} is not drawn by the emulator.`);
    }
    if (unfurls === undefined) throw new ApiError('missing_unfurls');
    if (!isObject(unfurls)) throw new ApiError('invalid_unfurls_format');
    const message = messageOf(call);
    if (message.subtype === 'tombstone' || message.botId) throw new ApiError('cannot_unfurl_message');
    const links = linksTo(manifest.unfurlDomains, message).map(({ url }) => url);
    for (const [url, unfurl] of Object.entries(unfurls)) {
      if (!links.includes(url)) throw new ApiError('cannot_unfurl_url');
      const problems = unfurlProblems(unfurl);
      if (problems.length === 0) continue;
      journal.add('warning', `chat.unfurl: ${problems[0]}`, problems);
      throw new ApiError('cannot_parse_attachment');
    }
    workspace.unfurl(message, unfurls as Record<string, Json>);
    return {};
  },
};
