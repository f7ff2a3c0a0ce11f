/** What a dialog may contain, and what a person's entries in it amount to. */
import { ApiError, invalidArguments } from './api-call.ts';
import { findOption } from './block-ids.ts';
import { viewProblems } from './block-kit.ts';
import { isObject } from './schema.ts';
import type { Block, Json } from './types.ts';

const maxViewBytes = 250_000;

export type View = Json & { blocks: Block[] };
export type Values = Record<string, Record<string, Json>>;

/** A dialog as the app sent it, checked. Throws Slack's refusal, with a pointer for each problem. */
export function readView(given: unknown): View {
  if (!isObject(given)) throw invalidArguments('must provide an object [json-pointer:/view]');
  const problems = viewProblems(given);
  if (problems.length > 0) throw invalidArguments(...problems);
  if (Buffer.byteLength(JSON.stringify(given)) > maxViewBytes) throw new ApiError('view_too_large');
  return given as View;
}

interface InputBlock {
  blockId: string;
  actionId: string;
  element: Json;
  isOptional: boolean;
}

function inputsOf(view: View): InputBlock[] {
  return view.blocks.flatMap((block) =>
    block.type === 'input' && isObject(block.element)
      ? [
          {
            blockId: String(block.block_id),
            actionId: String(block.element.action_id),
            element: block.element,
            isOptional: block.optional === true,
          },
        ]
      : [],
  );
}

/** What was entered: by block and action id, or shorter by one of the two alone. */
export type Entries = Record<string, unknown>;

/**
 * The state a submission carries, and the complaints Slack's own client makes before it sends anything: an empty
 * required field, a text too short or too long, an option that is not offered.
 */
export function fillIn(view: View, entries: Entries): { values: Values; complaints: Record<string, string> } {
  const values: Values = {};
  const complaints: Record<string, string> = {};
  for (const input of inputsOf(view)) {
    const entered = entryFor(input, entries);
    const { state, complaint } =
      input.element.type === 'static_select' ? chosen(input, entered) : written(input, entered);
    const others = values[input.blockId] ?? {};
    values[input.blockId] = { ...others, [input.actionId]: state };
    if (complaint) complaints[input.blockId] = complaint;
  }
  return { values, complaints };
}

function entryFor(input: InputBlock, entries: Entries): string | null | undefined {
  const byBlock = entries[input.blockId];
  const entry = isObject(byBlock) ? byBlock[input.actionId] : (byBlock ?? entries[input.actionId]);
  return entry === undefined ? undefined : entry === null ? null : String(entry);
}

function written(input: InputBlock, entered: string | null | undefined) {
  const { element } = input;
  const text = entered === undefined ? String(element.initial_value ?? '') : (entered ?? '');
  const state: Json = { type: 'plain_text_input', value: text === '' ? null : text };
  const min = Number(element.min_length ?? 0);
  const max = Number(element.max_length ?? 3000);
  let complaint: string | null = null;
  if (text.trim() === '' && !input.isOptional) complaint = 'Please complete this required field.';
  else if (text !== '' && text.length < min) complaint = `Please enter at least ${min} characters.`;
  else if (text.length > max) complaint = `Please enter no more than ${max} characters.`;
  return { state, complaint };
}

function chosen(input: InputBlock, entered: string | null | undefined) {
  const { element } = input;
  const initial = isObject(element.initial_option) ? element.initial_option : null;
  const option = entered === undefined ? initial : findOption(element, entered);
  const state: Json = { type: 'static_select', selected_option: option };
  let complaint: string | null = null;
  if (entered && !option) complaint = 'Please choose one of the options.';
  else if (!option && !input.isOptional) complaint = 'Please complete this required field.';
  return { state, complaint };
}

/** True when an error for this block can be shown: Slack shows them at input blocks only. */
export function isInputBlock(view: View, blockId: string): boolean {
  return inputsOf(view).some((input) => input.blockId === blockId);
}
