/** `postern ticket list --explain`. */
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('a query is explained for people, for pipes and for scripts, and nothing is listed', async () => {
  await using desk = await openDesk();
  await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  const words = ['ticket', 'list', '--explain', 'from:@acme.example', 'older:1d'];
  const page = await desk.postern(words, { isTerminal: true });
  const text = stripVTControlCharacters(page.stdout);
  expect(text).toMatch(/^Understood as\n {2}all of\n {4}from:@acme\.example {3}who asked, by address/);
  expect(text).toContain('older:1d   nothing has happened to it since; 2026-11-02 09:30 UTC');
  expect(text).toContain('\nAdded\n  sort:-updated   no order was said\n');
  expect(text).toContain('\nPlan of the database (sqlite)\n');
  expect(text).not.toContain('Cannot sign in');

  const piped = await desk.postern(['ticket', 'list', '--explain']);
  expect(piped.stdout).toMatch(
    /^query\tis:open\tsort:-updated\npart\t0\tis:open\tits state\nadded\tis:open\t/,
  );
  const bo = await desk.world.agent({ permissions: ['tickets.read'] });
  const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
  const forBo = JSON.parse((await desk.postern([...words, '--json'], { env })).stdout);
  expect(Object.keys(forBo)).toEqual(['query', 'sort', 'parts', 'added', 'plan']);
  expect(forBo.plan).toBeNull();
  expect(await desk.postern(['ticket', 'list', '--explain', 'asignee:me'])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('Did you mean "assignee:"?'),
  });
});
