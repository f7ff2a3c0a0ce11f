/** The outbox as a screen: what waits and what failed, counted down, taken back, sent, looked at again, thrown away. */
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { saysMaria, scene, timelineOf } from './scene.ts';

const size = { columns: 80, rows: 24 };
type At = Awaited<ReturnType<typeof scene>>;

const texts = async (at: At) => (await timelineOf(at)).map(([, text]) => text);

test('it lists replies that count down and acts of this machine, shows the whole of one, and takes each back', async () => {
  await using at = await scene();
  let now = Date.now();
  await using ada = await openedInbox(at, { size, holdSeconds: 30, now: () => now });
  await ada.keys('enter');
  ada.press('g', 'o');
  expect(ada.screen()).toContain('The outbox is empty.');
  ada.press('q', 'r');
  ada.type('Please try again.');
  ada.press('ctrl+s');
  await ada.until(({ held }) => held.length === 1);
  await at.desk.cut();
  await ada.until(({ connection }) => connection.kind === 'reconnecting');
  ada.press('p');
  ada.type('urgent');
  ada.press('enter');
  await ada.until(({ offline }) => offline.length === 1);
  ada.press('n');
  ada.type('Their proxy is old.');
  ada.press('ctrl+n');
  await ada.until(({ offline }) => offline.length === 2);
  ada.press('g', 'o');
  now += 5_000;
  await ada.until(() => ada.screen().includes('leaves in 25 s'));
  const screen = ada.screen();
  expect(screen).toContain(' Outbox · 3 wait or have failed');
  expect(screen).toMatch(new RegExp(`› ↗ #${at.ticket.number} public reply to Maria López +leaves in 25 s`));
  expect(screen).toMatch(/○ #\d+ priority urgent +waits for the desk/);
  expect(screen).toMatch(
    /── public reply to Maria López on #\d+ ─+\n {2}leaves in 25 s\n\n {2}Please try again\./,
  );
  ada.press('j', 'k');
  expect(ada.screen().split('\n').at(-2)).toMatch(/^ u take back {2}! send now {2}Enter open ticket/);
  ada.press('j', '!');
  expect(ada.screen()).toContain('This leaves by itself when it is back.');
  ada.press('u');
  expect(ada.state().offline).toHaveLength(1);
  ada.press('u');
  await ada.until(({ composer }) => composer?.kind === 'note');
  expect(ada.state().composer?.editor.lines).toEqual(['Their proxy is old.']);
  expect(ada.state()).toMatchObject({ offline: [], outbox: null });
});

test('a reply that was stopped leaves only after its readers were shown, with the chord that sends, and once', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at, { size });
  await ada.keys('enter');
  await at.desk.cut();
  await ada.until(({ connection }) => connection.kind === 'reconnecting');
  ada.press('r');
  ada.type('Please try again.');
  ada.press('ctrl+s');
  await ada.until(({ offline }) => offline.length === 1);
  ada.press('c');
  await ada.until(({ offline }) => offline.length === 2);
  await saysMaria(at, 'It is back!');
  await at.desk.mend();
  ada.press('ctrl+l');
  await ada.until(({ offline }) => offline[0]?.state === 'stopped');
  await ada.keys('g', 'o');
  expect(ada.screen()).toContain('not sent: Maria López wrote meanwhile.');
  expect(ada.screen()).toMatch(/#\d+ close +waits for what is above/);
  // Neither key sends before it is known who would read it.
  await ada.keys('!');
  expect(ada.screen()).toContain('PUBLIC REPLY to Maria López: Ctrl+S sends it');
  expect(await texts(at)).not.toContain('Please try again.');
  ada.press('j', 'k');
  await ada.keys('ctrl+s');
  expect(await texts(at)).not.toContain('Please try again.');
  await ada.keys('ctrl+s');
  await ada.until(({ offline }) => offline.every(({ deed }) => deed.kind === 'status'));
  expect((await texts(at)).filter((text) => text === 'Please try again.')).toHaveLength(1);
  // The close behind it was made before Maria wrote: it is named, and done all the same when that is wanted.
  await ada.until(({ offline }) => offline[0]?.state === 'stopped');
  expect(ada.screen()).toMatch(/#\d+ close +not sent: The ticket has changed since/);
  await ada.keys('!');
  await ada.until(({ offline }) => offline.length === 0);
  const ticket = await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id });
  expect(ticket.status).toBe('closed');
  expect(ada.screen()).toContain('The outbox is empty.');
});
