/** What goes with a reply beside its words: each an act of its own in the history, all of them or none. */
import type { AgentViewer, Work } from '../context.ts';
import type { ReplyActions } from '../snippets/reply-actions.ts';
import { assigning } from './assign-ticket.ts';
import { changeWithin } from './change-ticket.ts';
import { closing } from './close-ticket.ts';
import { prioritizing } from './set-priority.ts';
import { movingTo } from './set-stage.ts';
import { tagging } from './tag-ticket.ts';

/** Throws what the acts by themselves would throw. */
export async function applyActions(
  work: Work,
  agent: AgentViewer,
  ticketId: string,
  actions: ReplyActions,
): Promise<void> {
  const { assign, priority, addTags = [], removeTags = [], stage, close } = actions;
  const decisions = [
    ...(assign === undefined ? [] : [assigning(agent, assign)]),
    ...(priority === undefined ? [] : [prioritizing(priority)]),
    ...(addTags.length + removeTags.length === 0 ? [] : [tagging({ add: addTags, remove: removeTags })]),
    ...(stage === undefined ? [] : [movingTo(stage)]),
    ...(close ? [closing] : []),
  ];
  for (const decide of decisions)
    await changeWithin(work, { core: work.core, viewer: agent }, { ticket: ticketId }, decide);
}
