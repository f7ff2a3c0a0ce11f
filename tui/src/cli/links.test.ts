/** Links from scripts and from a terminal. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('links, shows the link at both ends, refuses a word that is none, and unlinks', async () => {
  await using desk = await openDesk();
  const { world, maria: from } = desk;
  const first = (await world.ticket({ from, subject: 'Cannot sign in' })).number;
  const second = (await world.ticket({ from, subject: 'Sign-in again' })).number;
  const linked = await desk.postern(['ticket', 'link', `${second}`, `${first}`, '--as', 'duplicate']);
  expect(linked).toMatchObject({
    exit: 0,
    stderr: `#${second} is a duplicate of #${first} now: Sign-in again\n`,
  });
  const view = await desk.postern(['ticket', 'view', `${first}`, '--no-color'], { isTerminal: true });
  expect(view.stdout).toContain(`#${second} Sign-in again (a duplicate of this, open)`);
  const json = await desk.postern(['ticket', 'view', `${second}`, '--json', '--fields', 'links']);
  expect(JSON.parse(json.stdout)).toEqual({
    links: [{ number: first, subject: 'Cannot sign in', status: 'open', as: 'original' }],
  });
  const odd = await desk.postern(['ticket', 'link', `${first}`, `${second}`, '--as', 'twin']);
  expect(odd).toMatchObject({ exit: 2, stdout: '' });
  expect((await desk.postern(['ticket', 'link', `${first}`, 'two'])).exit).toBe(2);
  const apart = await desk.postern(['ticket', 'unlink', `${first}`, `${second}`]);
  expect(apart).toMatchObject({
    exit: 0,
    stderr: `#${first} and #${second} are linked no more: Cannot sign in\n`,
  });
  expect((await desk.postern(['ticket', 'unlink', `${first}`, `${second}`])).exit).toBe(2);
});
