/** What waits for the desk, in words that name the ticket where a sentence would. */
import { expect, test } from 'vitest';
import { actWords, type Deed } from './offline-act.ts';

test.each<[string, Deed]>([
  ['close #1042', { kind: 'status', to: 'closed' }],
  ['assign #1042 to Bo Lindqvist', { kind: 'assignee', to: 'bo@postern.example', label: 'Bo Lindqvist' }],
  ['move #1042 to Waiting on us', { kind: 'stage', to: 'Waiting on us' }],
  ['snooze #1042 until they reply', { kind: 'snooze', to: 'reply' }],
  ['wake #1042', { kind: 'snooze', to: 'awake' }],
  ['priority urgent on #1042', { kind: 'priority', to: 'urgent' }],
  ['tags +vip on #1042', { kind: 'tags', add: ['vip'], remove: [] }],
])('%s', (words, deed) => {
  expect(actWords({ deed, number: 1042, ticketId: null })).toBe(words);
});
