/** What a snippet's actions do, in words. Loads nothing. */
import type { ReplyActions } from './reply-actions.ts';

/** In the order in which they are done. */
export function actionWords(actions: ReplyActions | null): string[] {
  if (!actions) return [];
  const { assign, priority, addTags = [], removeTags = [], stage, close } = actions;
  return [
    ...(assign === undefined ? [] : [assign === 'none' ? 'unassign' : `assign to ${assign}`]),
    ...(priority === undefined ? [] : [`priority ${priority}`]),
    ...(addTags.length > 0 ? [`tag ${addTags.join(', ')}`] : []),
    ...(removeTags.length > 0 ? [`untag ${removeTags.join(', ')}`] : []),
    ...(stage === undefined ? [] : [`move to ${stage}`]),
    ...(close ? ['close'] : []),
  ];
}
