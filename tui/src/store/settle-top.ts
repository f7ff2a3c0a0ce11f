/** Which row of a text that is being written stands on top. */
import { view } from '../editor/editor.ts';
import { layoutOf } from '../views/layout.ts';
import type { Hub } from './hub.ts';

/** Keeps the cursor on the screen and the text still while it is there. */
export function settleTop(hub: Hub): void {
  const state = hub.get();
  const box = layoutOf(state).composer;
  if (!state.composer || !box) return;
  const { top } = view(state.composer.editor, box.width, box.textRows, state.composer.top);
  if (top !== state.composer.top) hub.set({ composer: { ...state.composer, top } });
}
