/** The views of a desk that has not been asked yet. */
import type { View } from './model.ts';

/** What a desk begins with, shown until it has said which views it has. */
export const startingViews: readonly View[] = [
  startingView('viw_mine', 'Mine', 'is:open assignee:me -is:snoozed'),
  startingView('viw_unassigned', 'Unassigned', 'is:open assignee:none -is:snoozed'),
  startingView('viw_waiting', 'Waiting on us', 'is:open stage:New,"Waiting on us" -is:snoozed'),
  startingView('viw_open', 'All open', 'is:open'),
  startingView('viw_closed', 'Closed', 'is:closed'),
  startingView('viw_mentions', 'Mentions', 'is:open mentions:me'),
];

function startingView(id: string, name: string, query: string): View {
  return { id, name, query, isShared: true, problem: null };
}
