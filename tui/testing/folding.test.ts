/** Quotes, long texts and runs of changes in a thread: folded until v is pressed, and the place in the thread stays. */
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { saysMaria, scene } from './scene.ts';

const size = { columns: 80, rows: 24 };
const quote = ['On 3 Nov 2026, Ada Okafor wrote:', '> Could you send the time?', '> And the browser?'];

test('quotes are one line until v shows them, and what is new stands alone', async () => {
  await using at = await scene();
  await saysMaria(at, ['It was at 09:05.', '', ...quote, '', 'With Firefox.', '> one line'].join('\n'));
  await using ada = await openedInbox(at, { size });
  await ada.keys('enter');
  expect(ada.screen()).toMatch(/ {3}It was at 09:05\.\n\n {3}\[3 quoted lines, v unfolds\]\n/);
  expect(ada.screen()).toMatch(/ {3}With Firefox\.\n {3}> one line\n/);
  expect(ada.screen()).not.toContain('Could you send');
  await ada.keys('v');
  expect(ada.screen()).toMatch(/On 3 Nov 2026, Ada Okafor wrote:\n {3}> Could you send the time\?\n/);
  expect(ada.screen()).toContain('Everything is shown. v folds it again.');
  await ada.keys('v');
  expect(ada.screen()).toContain('[3 quoted lines, v unfolds]');
  // What is quoted in an answer is the text, not what the screen shows of it.
  await ada.keys('R');
  expect(ada.state().composer?.editor.lines.join('\n')).toContain('> > Could you send the time?');
});

test('a long text is cut with how much is left, unfolds where it was being read, and folds back to its beginning', async () => {
  await using at = await scene();
  const lines = Array.from({ length: 90 }, (_, index) => `Line ${index + 1} of the log.`);
  await saysMaria(at, lines.join('\n'));
  await saysMaria(at, 'That was all.');
  await using ada = await openedInbox(at, { size });
  await ada.keys('enter', 'G');
  expect(ada.screen()).toMatch(/Line 40 of the log\.\n {3}\[50 more lines, v unfolds\]\n/);
  const first = ada.screen().split('\n')[3];
  await ada.keys('v');
  expect(ada.screen().split('\n')[3]).toBe(first);
  expect(ada.screen()).toContain('Line 41 of the log.');
  await ada.keys('G');
  expect(ada.screen()).toContain('Line 90 of the log.');
  await ada.keys('v');
  expect(ada.screen()).not.toContain('Line 41 of the log.');
  await ada.keys('G', 'v', 'v');
  expect(ada.state().unfolded.size).toBe(0);
});

test('V shows the first folded text on the screen alone, and v then takes all of them', async () => {
  await using at = await scene();
  await saysMaria(at, ['First answer.', '', ...quote].join('\n'));
  await saysMaria(at, ['Second answer.', '', ...quote, '> more'].join('\n'));
  await using ada = await openedInbox(at, { size: { columns: 80, rows: 40 } });
  await ada.keys('enter', 'V');
  expect(ada.screen()).toMatch(
    /First answer\.\n\n {3}On 3 Nov 2026[^[]*Second answer\.\n\n {3}\[4 quoted lines/,
  );
  expect(ada.screen()).toContain('This one is shown whole. V folds it again.');
  await ada.keys('v');
  expect(ada.screen()).not.toContain('quoted lines');
  await ada.keys('V');
  expect(ada.screen()).toMatch(
    /First answer\.\n\n {3}\[3 quoted lines[\s\S]*Second answer\.\n\n {3}On 3 Nov/,
  );
  await ada.keys('V', 'v');
  expect(ada.screen()).toContain('[3 quoted lines');
  expect(ada.screen()).toContain('[4 quoted lines');
  expect(ada.state().apart.size).toBe(0);
});

test('where nothing is folded v says so, and a picture is named, never drawn or fetched', async () => {
  await using at = await scene();
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const customer = await at.desk.world.as(at.maria);
  const upload = await at.desk.world.upload(at.maria, {
    name: 'page.png',
    content: Buffer.from(pixel, 'base64'),
  });
  await customer.portal.reply.mutate({
    ticket: at.ticket.number,
    body: 'See ![the page](https://tracker.example/pixel.png).',
    requestId: 'folding-picture',
    uploads: [upload],
  });
  await using ada = await openedInbox(at, { size });
  await ada.keys('enter', 'v');
  expect(ada.screen()).toContain('Nothing here is folded: no quotes, no long texts, no run of changes.');
  expect(ada.screen()).toMatch(
    /See !\[the page\]\(https:\/\/tracker\.example\/pixel\.png\)\.\n {3}\[1\] page\.png 70 B \(image\)/,
  );
});

test('of many changes in a row the last two stand below one line, so that what was said stays on the screen', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const { id } = at.ticket;
  for (const priority of ['high', 'low', 'urgent', 'normal', 'high', 'low'] as const) {
    const { version } = await bo.tickets.view.query({ ticket: id });
    await bo.tickets.setPriority.mutate({ ticket: id, to: priority, ifVersion: version });
  }
  await using ada = await openedInbox(at, { size: { columns: 60, rows: 14 } });
  await ada.keys('enter');
  expect(ada.screen()).toMatch(/page stays empty\.\n\n {2}· \[4 changes, v unfolds\]\n {2}· priority/);
  expect(ada.screen().match(/priority .*by Bo/g)).toHaveLength(2);
  expect(ada.screen()).toContain('priority low, by Bo Lindqvist');
  await ada.keys('V');
  expect(ada.screen()).toContain('This one is shown whole. V folds it again.');
  await ada.keys('g', 'g');
  expect(ada.screen()).toContain('priority urgent, by Bo Lindqvist');
  await ada.keys('V');
  expect(ada.screen()).toContain('[4 changes, v unfolds]');
  await ada.keys('v', 'g', 'g');
  expect(ada.screen()).not.toContain('unfolds]');
  expect(ada.screen()).toContain('priority urgent, by Bo Lindqvist');
});

test('three changes in a row stand as they are', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const { id } = at.ticket;
  for (const priority of ['high', 'low', 'urgent'] as const) {
    const { version } = await bo.tickets.view.query({ ticket: id });
    await bo.tickets.setPriority.mutate({ ticket: id, to: priority, ifVersion: version });
  }
  await using ada = await openedInbox(at, { size });
  await ada.keys('enter');
  expect(ada.screen().match(/priority .*by Bo/g)).toHaveLength(3);
  expect(ada.screen()).not.toContain('unfolds]');
});
