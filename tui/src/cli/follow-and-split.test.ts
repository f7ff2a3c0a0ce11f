/** Following and splitting from scripts and from a terminal. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('follow, find, see who follows, and unfollow', async () => {
  await using desk = await openDesk();
  const { number } = await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  const run = (...words: string[]) => desk.postern(['ticket', ...words]);
  expect(await run('follow', `${number}`)).toMatchObject({
    exit: 0,
    stderr: `You follow #${number}: Cannot sign in\n`,
  });
  const piped = await run('list', 'is:following', '--json', '--fields', 'number');
  expect(JSON.parse(piped.stdout).items).toEqual([{ number }]);
  const view = await run('view', `${number}`, '--json', '--fields', 'followers');
  expect(JSON.parse(view.stdout)).toEqual({ followers: [{ name: desk.ada.name, email: desk.ada.email }] });
  await run('unfollow', `${number}`);
  expect((await run('list', 'follower:me')).stdout).toBe('');
});

test('split says what moves and who sees it, asks, and tells the new number', async () => {
  await using desk = await openDesk();
  const { world, maria: from } = desk;
  const ticket = await world.ticket({ from, subject: 'Cannot sign in' });
  await world.turn(ticket, { from, says: 'Another thing' });
  const words = ['ticket', 'split', `${ticket.number}`, '--message', '2', '--subject', 'Printer'];
  const asked = await desk.postern(words, { isTerminal: true, answers: ['n'] });
  expect(asked.exit).toBe(3);
  expect(asked.stderr).toContain(
    `One message of #${ticket.number} (Cannot sign in) becomes a new ticket: Printer. Notes stay.\nNobody will read anything that they do not read now.\nNobody loses sight.`,
  );
  const made = ticket.number + 1;
  const done = await desk.postern([...words, '--yes', '--json', '--fields', 'number,subject']);
  expect(JSON.parse(done.stdout)).toEqual({ number: made, subject: 'Printer' });
  expect((await desk.postern(['ticket', 'split', `${ticket.number}`, '--message', 'x'])).exit).toBe(2);
  expect((await desk.postern([...words, '--yes'])).stderr).toContain(
    `has no message 2; it has 1 of its own.`,
  );
});
