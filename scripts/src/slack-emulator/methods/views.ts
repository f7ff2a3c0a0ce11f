/** Dialogs an app opens and changes. */
import { ApiError, type Call, type Handler, invalidArguments } from '../api-call.ts';
import { readView } from '../dialog-content.ts';
import type { Block, Json } from '../types.ts';

function viewArgument(call: Call): Json & { blocks: Block[] } {
  return readView(call.args.json('view'));
}

export const viewMethods: Record<string, Handler> = {
  'views.open': (call) => {
    const { dialogs } = call.world;
    const trigger = call.args.text('trigger_id');
    if (trigger === '') throw invalidArguments('missing required field: trigger_id');
    const view = viewArgument(call);
    const owner = dialogs.useTrigger(trigger);
    return { view: dialogs.json(dialogs.open(owner, view)) };
  },

  'views.update': (call) => {
    const { dialogs } = call.world;
    const view = viewArgument(call);
    const open = dialogs.find(call.args.text('view_id'), call.args.text('external_id'));
    if (!open) throw new ApiError('not_found');
    if (call.args.has('hash') && call.args.text('hash') !== open.hash) throw new ApiError('hash_conflict');
    return { view: dialogs.json(dialogs.replace(open, view)) };
  },
};
