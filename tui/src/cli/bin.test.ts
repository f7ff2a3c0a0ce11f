/** The bin from scripts and from a terminal. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('delete says what becomes of it and asks; list, view and restore find it in the bin', async () => {
  await using desk = await openDesk();
  const { number } = await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  const run = (...words: string[]) => desk.postern(['ticket', ...words]);
  const asked = await desk.postern(['ticket', 'delete', `${number}`], { isTerminal: true, answers: ['n'] });
  expect(asked.exit).toBe(3);
  expect(asked.stderr).toContain(
    `#${number} (Cannot sign in) goes into the bin: customers lose sight of it at once.\nIt can be restored for 30 days; then it is gone for good.`,
  );
  expect((await run('delete', `${number}`)).exit).toBe(2);
  expect(await run('delete', `${number}`, '--yes')).toMatchObject({ exit: 0 });
  expect((await run('list')).stdout).toBe('');
  expect((await run('list', 'is:deleted')).stdout).toMatch(new RegExp(`^${number}\t`, 'u'));
  const view = await desk.postern(['ticket', 'view', `${number}`, '--no-color'], { isTerminal: true });
  expect(view.stdout).toContain(`: postern ticket restore ${number}\n`);
  const refused = await run('close', `${number}`);
  expect(refused.exit).toBe(7);
  expect(refused.stderr).toContain(`To restore it: postern ticket restore ${number}`);
  const restored = await run('restore', `${number}`);
  expect(restored).toMatchObject({ exit: 0, stderr: `#${number} is restored: Cannot sign in\n` });
});
