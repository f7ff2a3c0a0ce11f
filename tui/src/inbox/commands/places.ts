/** Where a key is pressed, and which of these places have a help of their own. */
import type { PlaceContext } from '../../keys/keymap.ts';
import type { HelpContext, InboxState } from '../../store/model.ts';

/** The place that has the keyboard now. */
export function contextOf(state: InboxState): PlaceContext {
  if (state.question) return 'confirm';
  if (state.help) return 'help';
  if (state.picker) return 'picker';
  if (state.queryEditor) return 'query';
  if (state.composer) return `composer-${state.composer.kind}`;
  if (state.portal) return state.portal.field ? 'field' : 'portal';
  if (state.outbox) return 'outbox';
  if (state.page) return 'page';
  if (state.sight) return 'sight';
  return state.openId === null ? 'list' : 'thread';
}

/** Whether help can be asked for there. */
export function hasHelp(context: PlaceContext): context is HelpContext {
  return ['list', 'thread', 'page', 'sight', 'portal', 'outbox', 'composer-reply', 'composer-note'].includes(
    context,
  );
}
