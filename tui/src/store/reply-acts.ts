/** What a reply does to its ticket beside its words: brought by snippets, sent in the same step, taken off with a key. */
import type { ReplyActions } from '@postern/core/client';
import { actionWords, displayText } from '@postern/core/words';

/** Both together; where they differ the later ones hold. */
export function joinedActs(earlier: ReplyActions | null, later: ReplyActions | null): ReplyActions | null {
  if (!earlier || !later) return later ?? earlier;
  const { stage, close, addTags = [], removeTags = [], ...rest } = earlier;
  const on = unique([...addTags, ...(later.addTags ?? [])]).filter((tag) => !later.removeTags?.includes(tag));
  const off = unique([...removeTags, ...(later.removeTags ?? [])]).filter(
    (tag) => !later.addTags?.includes(tag),
  );
  // A ticket ends in one place: a later stage or closing takes the place of an earlier one.
  const isPlaced = later.stage !== undefined || later.close === true;
  return {
    ...rest,
    ...(!isPlaced && stage !== undefined && { stage }),
    ...(!isPlaced && close && { close }),
    ...later,
    ...(on.length > 0 && { addTags: on }),
    ...(off.length > 0 && { removeTags: off }),
  };
}

const unique = (tags: readonly string[]) => [...new Set(tags)];

/** `close, tag billing`: where the ticket ends stands first, for the end may be cut off. Safe to print; empty for none. */
export function actsWords(acts: ReplyActions | null): string {
  const { close, stage, ...rest } = acts ?? {};
  const ending = { ...(close && { close }), ...(stage !== undefined && { stage }) };
  return displayText([...actionWords(ending), ...actionWords(rest)].join(', '));
}

/** What a draft on the disk says of them; null for whatever is none. The desk looks at them again. */
export function actsIn(value: unknown): ReplyActions | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const known: Record<string, (part: unknown) => boolean> = {
    assign: isText,
    priority: isText,
    stage: isText,
    addTags: areTexts,
    removeTags: areTexts,
    close: (part) => part === true,
  };
  const parts = Object.entries(value);
  if (parts.length === 0 || !parts.every(([name, part]) => known[name]?.(part))) return null;
  return value as ReplyActions;
}

const isText = (part: unknown): part is string => typeof part === 'string';
const areTexts = (part: unknown): part is string[] => Array.isArray(part) && part.every(isText);
