/** A thread that is asked for again keeps what says the same, and nothing of what the desk no longer says. */
import type { TicketView } from '@postern/core/client';
import { expect, test } from 'vitest';
import { safeTicket } from './safe-tickets.ts';

const file = { id: 'att_1', fileName: 'maria.pdf', bytes: 10, mediaType: 'application/pdf' };
const entry = {
  ...{ kind: 'message', id: 'msg_1', at: '2026-11-03T09:00:00.000Z', text: 'See the file.' },
  ...{ author: { kind: 'contact', name: 'Maria' }, direction: 'in', source: 'portal', ticket: 1001 },
  attachments: [file],
};
const view = (...timeline: object[]) =>
  ({
    ...{ id: 'tkt_1', number: 1002, subject: 'File', status: 'open', stage: 'New', priority: 'normal' },
    ...{ pipeline: 'Support', requester: null, organization: null, assignee: null, tags: [], properties: [] },
    ...{ snoozed: null, mergedInto: null, team: null, deletedAt: null, followers: [], version: 1 },
    ...{ createdAt: entry.at, lastActivityAt: entry.at, timeline, held: [], drafts: [], links: [] },
    audience: { to: [], hash: '' },
  }) as unknown as TicketView;

test('an entry stays the same object as long as it says the same', () => {
  const before = safeTicket(view(entry), undefined);
  expect(safeTicket(view(structuredClone(entry)), before).timeline[0]).toBe(before.timeline[0]);
});

test.each([
  ['the name of a file', { attachments: [{ ...file, fileName: 'erased.pdf' }] }],
  ['the file', { attachments: [{ ...file, id: 'att_2' }] }],
  ['the ticket it came from', { ticket: undefined }],
  [
    'what became of its mail',
    {
      delivery: [
        { to: { name: 'Maria', email: 'm@a.example' }, state: 'failed', at: entry.at, reason: '550' },
      ],
    },
  ],
  ['its author', { author: { kind: 'contact', name: 'Erased' } }],
])('%s changes on a screen that is open', (_what, change) => {
  const before = safeTicket(view(entry), undefined);
  const after = safeTicket(view({ ...entry, ...change }), before);
  expect(after.timeline).toEqual(safeTicket(view({ ...entry, ...change }), undefined).timeline);
  expect(after.timeline).not.toEqual(before.timeline);
});
