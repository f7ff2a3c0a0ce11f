/** Gives blocks and their controls the ids Slack gives them when the app brought none. */
import { slackId } from './ids.ts';
import { isObject } from './schema.ts';
import type { Block, Json } from './types.ts';

const controls = new Set([
  'button',
  'checkboxes',
  'datepicker',
  'datetimepicker',
  'external_select',
  'file_input',
  'multi_static_select',
  'overflow',
  'plain_text_input',
  'radio_buttons',
  'static_select',
  'timepicker',
  'users_select',
]);

/** The same blocks, each with a `block_id`, each control with an `action_id`. */
export function withIds(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id || slackId(''),
    ...(Array.isArray(block.elements) && { elements: block.elements.map(withActionId) }),
    ...(isObject(block.accessory) && { accessory: withActionId(block.accessory) }),
    ...(isObject(block.element) && { element: withActionId(block.element) }),
  }));
}

function withActionId(element: unknown): unknown {
  if (!isObject(element) || !controls.has(String(element.type))) return element;
  return { ...element, action_id: element.action_id || slackId('') };
}

export interface FoundControl {
  block: Block;
  element: Json;
}

/** Every control of the blocks, in the order they stand. */
export function controlsOf(blocks: readonly Block[]): FoundControl[] {
  return blocks.flatMap((block) =>
    [...(Array.isArray(block.elements) ? block.elements : []), block.accessory, block.element]
      .filter(isObject)
      .filter((element) => controls.has(String(element.type)))
      .map((element) => ({ block, element })),
  );
}

/** The control with this action id; a block id tells two of them apart. */
export function findControl(
  blocks: readonly Block[],
  actionId: string,
  blockId: string | undefined,
): FoundControl | null {
  return (
    controlsOf(blocks).find(
      ({ block, element }) =>
        element.action_id === actionId && (blockId === undefined || block.block_id === blockId),
    ) ?? null
  );
}

/** The option with this value, wherever the menu keeps its options. */
export function findOption(element: Json, value: string | null): Json | null {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isObject) : [];
  const options = [element.options, ...groups.map((group) => group.options)].flatMap((list) =>
    Array.isArray(list) ? list.filter(isObject) : [],
  );
  return options.find((option) => option.value === value) ?? null;
}
