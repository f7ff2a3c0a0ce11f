/** What a snippet is to do, as it is typed after `--action`, and as people read it. */
import { actionWords, priorityNames, type ReplyActions } from '@postern/core/client';
import { oneOf } from './choices.ts';
import { usageProblem } from './problem.ts';
import { commaList } from './values.ts';

/** `assign=me,priority=high,+vip,-new,stage=Closed` or `close`; null for `none`. Throws a usage problem. */
export function actionsIn(text: string | undefined): ReplyActions | null | undefined {
  if (text === undefined) return undefined;
  if (text.toLowerCase() === 'none') return null;
  const actions: ReplyActions = {};
  const [addTags, removeTags]: [string[], string[]] = [[], []];
  for (const word of commaList(text) ?? []) {
    const [key = '', ...rest] = word.split('=');
    const value = rest.join('=').trim();
    if (word.startsWith('+')) addTags.push(word.slice(1));
    else if (word.startsWith('-')) removeTags.push(word.slice(1));
    else if (word.toLowerCase() === 'close') actions.close = true;
    else if (key === 'assign' && value !== '') actions.assign = value;
    else if (key === 'stage' && value !== '') actions.stage = value;
    else if (key === 'priority') {
      const priority = oneOf('action priority', value, priorityNames);
      if (priority) actions.priority = priority;
    } else
      throw usageProblem(
        `"${word}" is nothing that a snippet can do.`,
        'It can do: assign=WHO, stage=NAME, priority=P, +TAG, -TAG and close; several with commas; or none',
      );
  }
  if (addTags.length > 0) actions.addTags = addTags;
  if (removeTags.length > 0) actions.removeTags = removeTags;
  return actions;
}

/** On one line. */
export function actionsText(actions: ReplyActions | null): string {
  return actionWords(actions).join(', ');
}
