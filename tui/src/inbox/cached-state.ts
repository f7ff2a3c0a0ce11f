/** The inbox as it was left, from this machine alone: the last view, the thread beside it, the drafts. */
import type { CacheFiles } from '../store/cache-files.ts';
import { withCachedView } from '../store/cached-texts.ts';
import { draftFiles } from '../store/draft-files.ts';
import type { InboxState, WritingKind } from '../store/model.ts';

/**
 * The state to show before the desk has answered. Another query than the last one begins without a list, because
 * what it finds is not known; the counts and the drafts are.
 */
export function cachedState(
  first: InboxState,
  from: { cache: CacheFiles | null; folder: string; url: string; asked: string | undefined },
): InboxState {
  const view = from.cache?.readView();
  if (!view) return first;
  const drafts = new Map<string, WritingKind[]>();
  for (const { ticketId, kind } of draftFiles(from.folder, { url: from.url, email: view.me.email }).list())
    drafts.set(ticketId, [...(drafts.get(ticketId) ?? []), kind]);
  if (from.asked !== undefined && first.query !== view.query)
    return { ...first, me: view.me, drafts, views: view.views, counts: view.counts, cachedAt: view.at };
  const state = { ...withCachedView(first, view), drafts };
  const thread = state.previewId && from.cache?.readThread(state.previewId);
  return thread ? { ...state, tickets: new Map([[thread.id, thread]]) } : state;
}
