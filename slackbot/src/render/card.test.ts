/** What a ticket's card says, of each state that a ticket can be in. */
import { expect, test } from 'vitest';
import { cardMessage } from './card.ts';
import { sampleCard } from './sample-card.ts';

test('a card says whose it is, who may act, and that its thread is internal', () => {
  const open = JSON.stringify(cardMessage(sampleCard()));
  expect(open).toContain('#1042  Cannot sign in');
  expect(open).toContain('Claim');
  expect(open).toContain('Only \\"Reply to customer\\" reaches Maria López.');
  const reached = (...readers: string[]) => JSON.stringify(cardMessage({ ...sampleCard(), readers }).blocks);
  expect(reached('Maria', 'Chen')).toContain('reaches Maria and 1 other.');
  expect(reached('Chen\n*X*', 'Noor', 'Kim')).toContain('reaches Chen *X* and 2 others.');
  expect(reached()).toContain('Nobody is on this ticket');
  expect(reached()).not.toContain('Maria and');
  const claimed = sampleCard();
  claimed.ticket.assignee = { name: 'Ada Okafor', email: 'ada@postern.example' };
  expect(JSON.stringify(cardMessage(claimed))).not.toContain('"ticket.claim"');
  expect(JSON.stringify(cardMessage(claimed))).toContain('"ticket.release"');
  const asleep = sampleCard();
  asleep.ticket.snoozed = { until: '2026-11-04T09:00:00.000Z', by: { name: 'Ada', email: 'ada@x.example' } };
  expect(JSON.stringify(cardMessage(asleep))).toContain(
    'Snoozed until 2026-11-04 09:00 UTC, or until they reply. Put to sleep by Ada.',
  );
  expect(JSON.stringify(cardMessage({ ...sampleCard(), mergedInto: 7 }).blocks)).toContain('Merged into #7');
  const closed = {
    ...sampleCard(),
    closed: { at: '2026-11-03T12:42:00.000Z', by: 'Ada Okafor' },
    messages: 4,
  };
  const shown = JSON.stringify(cardMessage(closed));
  expect(shown).toContain('Closed by Ada Okafor after 3 h 12 min. 4 messages.');
  expect(shown).toContain('Reopen');
  expect(shown).not.toContain('ticket.reply');
});

test.each([
  [{ source: 'portal', by: null }, 'Filed in the portal.'],
  [{ source: 'cli', by: 'Ada Okafor' }, 'Filed by Ada Okafor from the command line.'],
  [{ source: 'tui', by: 'Ada Okafor' }, 'Filed by Ada Okafor from the terminal.'],
  [{ source: 'api', by: 'Ada Okafor' }, 'Filed by Ada Okafor from the API.'],
  [{ source: 'api', by: null }, 'Filed from the API.'],
  [{ source: 'email', by: null }, 'Came by e-mail.'],
  [{ source: 'cli', by: 'Ada\n\u202eOkafor' }, 'Filed by Ada Okafor from the command line.'],
])('a card says how its ticket came in: %j', (filed, sentence) => {
  const { blocks } = cardMessage({ ...sampleCard(), filed });
  expect(JSON.stringify(blocks)).toContain(`Maria López, Acme. ${sentence} 1 message.`);
});
