/** What a dialog or an App Home may contain, and what a person's entries in it amount to. */
import { ApiError, invalidArguments } from './api-call.ts';
import { controlsOf } from './block-ids.ts';
import { homeProblems, viewProblems } from './block-kit.ts';
import { complaintAbout, enter, initialState, isStateful, type Lookup } from './control-values.ts';
import { isObject } from './schema.ts';
import type { Block, Json } from './types.ts';

const maxViewBytes = 250_000;

export type View = Json & { blocks: Block[] };
export type Values = Record<string, Record<string, Json>>;

/** A dialog as the app sent it, checked. Throws Slack's refusal, with a pointer for each problem. */
export function readView(given: unknown): View {
  return checked(given, viewProblems);
}

/** The same for an App Home. */
export function readHome(given: unknown): View {
  return checked(given, homeProblems);
}

function checked(given: unknown, problemsOf: (view: unknown) => string[]): View {
  if (!isObject(given)) throw invalidArguments('must provide an object [json-pointer:/view]');
  const problems = problemsOf(given);
  if (problems.length > 0) throw invalidArguments(...problems);
  if (Buffer.byteLength(JSON.stringify(given)) > maxViewBytes) throw new ApiError('view_too_large');
  return given as View;
}

/** What was entered: by block and action id, or shorter by one of the two alone. */
export type Entries = Record<string, unknown>;

/**
 * The state after a person's entries, on top of what was entered before, and the complaints Slack's own client makes
 * before it sends anything: an empty required field, a text too short or too long, an option that is not offered.
 */
export function fillIn(
  blocks: readonly Block[],
  before: Values,
  entries: Entries,
  lookup: Lookup,
): { values: Values; complaints: Record<string, string> } {
  const values: Values = {};
  const complaints: Record<string, string> = {};
  for (const { block, element } of controlsOf(blocks)) {
    if (!isStateful(element)) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const isRequired = block.type === 'input' && block.optional !== true;
    const entry = entryFor(blockId, actionId, entries);
    const kept = before[blockId]?.[actionId];
    const untouched = kept && kept.type === element.type ? kept : initialState(element);
    const { state, complaint } =
      entry === undefined
        ? { state: untouched, complaint: complaintAbout(element, untouched, isRequired) }
        : enter(element, entry, isRequired, lookup);
    values[blockId] = { ...values[blockId], [actionId]: state };
    if (complaint) complaints[blockId] = complaint;
  }
  return { values, complaints };
}

function entryFor(blockId: string, actionId: string, entries: Entries): unknown {
  const byBlock = entries[blockId];
  return isObject(byBlock) ? byBlock[actionId] : (byBlock ?? entries[actionId]);
}

/** True when an error for this block can be shown: Slack shows them at input blocks only. */
export function isInputBlock(view: View, blockId: string): boolean {
  return view.blocks.some((block) => block.type === 'input' && block.block_id === blockId);
}
