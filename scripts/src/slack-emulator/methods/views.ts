/** Dialogs an app opens and changes, and the App Home it publishes. */
import { ApiError, type Call, type Handler, invalidArguments } from '../api-call.ts';
import { controlsOf } from '../block-ids.ts';
import { readHome, readView, type View } from '../dialog-content.ts';
import type { OpenView } from '../types.ts';

function viewArgument(call: Call): View {
  const view = readView(call.args.json('view'));
  const { manifest, journal } = call.world;
  const asksForFiles = controlsOf(view.blocks).some(({ element }) => element.type === 'file_input');
  if (asksForFiles && !manifest.scopes.includes('files:read')) {
    journal.add('defect', `${call.method}: file_input needs the scope files:read.`);
  }
  return view;
}

function triggerArgument(call: Call): string {
  const trigger = call.args.text('trigger_id');
  if (trigger === '') throw invalidArguments('missing required field: trigger_id');
  return trigger;
}

function requireHash(call: Call, open: OpenView): void {
  if (call.args.has('hash') && call.args.text('hash') !== open.hash) throw new ApiError('hash_conflict');
}

export const viewMethods: Record<string, Handler> = {
  'views.open': (call) => {
    const { dialogs } = call.world;
    const trigger = triggerArgument(call);
    const view = viewArgument(call);
    const owner = dialogs.useTrigger(trigger);
    return { view: dialogs.json(dialogs.open(owner, view)) };
  },

  'views.push': (call) => {
    const { dialogs } = call.world;
    const trigger = triggerArgument(call);
    const view = viewArgument(call);
    const front = dialogs.stackOf(dialogs.useTrigger(trigger)).at(-1);
    if (!front) throw new ApiError('not_found');
    return { view: dialogs.json(dialogs.push(front, view)) };
  },

  'views.update': (call) => {
    const { dialogs } = call.world;
    const open = dialogs.find(call.args.text('view_id'), call.args.text('external_id'));
    const isHome = open?.view.type === 'home';
    const view = isHome ? readHome(call.args.json('view')) : viewArgument(call);
    if (!open) throw new ApiError('not_found');
    requireHash(call, open);
    return { view: dialogs.json(dialogs.replace(open, view)) };
  },

  'views.publish': (call) => {
    const { dialogs, manifest, store } = call.world;
    if (!manifest.home.hasHomeTab) throw new ApiError('not_enabled');
    const view = readHome(call.args.json('view'));
    const person = store.get('people', call.args.text('user_id'));
    if (!person || person.isBot)
      throw invalidArguments('failed to match all allowed schemas [json-pointer:/user_id]');
    const home = dialogs.homeOf(person.id);
    if (home) requireHash(call, home);
    return { view: dialogs.json(dialogs.publish(person.id, view)) };
  },
};
