/** Emoji under messages. */
import { ApiError, type Call, type Handler, requireChannel } from '../api-call.ts';
import { isTs } from '../ids.ts';
import type { Message } from '../types.ts';

const emojiName = /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/;

function reactionTo(call: Call): { name: string; message: Message } {
  const { args, world } = call;
  const name = args.text('name').replace(/^:|:$/g, '');
  if (!emojiName.test(name)) throw new ApiError('invalid_name');
  if (!args.has('channel') || !args.has('timestamp')) throw new ApiError('no_item_specified');
  if (!isTs(args.text('timestamp'))) throw new ApiError('bad_timestamp');
  const channel = requireChannel(call, 'id');
  if (!channel.members.includes(world.workspace.bot.userId)) throw new ApiError('no_access');
  const message = world.workspace.message(channel.id, args.text('timestamp'));
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  return { name, message };
}

export const reactionMethods: Record<string, Handler> = {
  'reactions.add': (call) => {
    const { workspace } = call.world;
    const { name, message } = reactionTo(call);
    if (workspace.findChannel(message.channel)?.isArchived) throw new ApiError('is_archived');
    if (!workspace.react(message, name, workspace.bot.userId)) throw new ApiError('already_reacted');
    return {};
  },

  'reactions.remove': (call) => {
    const { workspace } = call.world;
    const { name, message } = reactionTo(call);
    if (!workspace.unreact(message, name, workspace.bot.userId)) throw new ApiError('no_reaction');
    return {};
  },
};
