/** Twenty tickets answered from a snippet, tagged and assigned, at the pace of somebody who types. */
import { setTimeout as pause } from 'node:timers/promises';
import { toNextTicket, triageActs } from '../../tui/testing/triage-keys.ts';
import { benchAgent } from './bench-desk.ts';
import { type Figure, figure } from './figures.ts';
import type { TerminalDesk } from './terminal-desk.ts';

const tickets = 20;
/** Between two keys. Source: the keystroke-level model of Card, Moran and Newell (1980), an average typist. */
const paceMs = 280;
const size = { columns: 120, rows: 40 };
const bytesOf: Readonly<Record<string, string>> = { 'ctrl+k': '\u000b', 'ctrl+s': '\u0013', enter: '\r' };

/** Seconds from the first key to the last answer, and keys for each act. */
export async function measureTriage(desk: TerminalDesk): Promise<Figure[]> {
  await desk.colleague.snippets.create.mutate({ name: 'aaa', body: 'Hello {{requester.first-name}}.' });
  const tagged = desk.newest.at(-1) as number;
  await desk.colleague.tickets.tag.mutate({ ticket: tagged, add: ['b'] });
  // What was touched last stands first in the list.
  await desk.colleague.tickets.close.mutate({ ticket: tagged });
  await using inbox = desk.openInbox(size, { args: ['is:open'], env: { POSTERN_HOLD: '0' } });
  await inbox.shows('live');
  await inbox.quiet();
  await inbox.press('\r');
  await inbox.quiet();
  let keys = 0;
  const startedAt = performance.now();
  const press = async (chord: string) => {
    for (const key of chord.split(' ')) {
      await inbox.press(bytesOf[key] ?? key);
      keys += 1;
      await pause(paceMs);
    }
    await inbox.quiet();
  };
  for (let index = 0; index < tickets; index += 1) {
    for (const act of Object.values(triageActs)) for (const chord of act) await press(chord);
    await press(toNextTicket);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const [done = 0] = await desk.colleague.tickets.counts.query({
    queries: [`tag:b assignee:${benchAgent.email}`],
  });
  if (done < tickets) throw new Error(`${done} of ${tickets} tickets were triaged.`);
  return [
    figure(`triage of ${tickets} tickets, a key each ${paceMs} ms`, seconds, 's', 90),
    figure('the same: keys an act', keys / (tickets * Object.keys(triageActs).length), 'keys', 4),
  ];
}
