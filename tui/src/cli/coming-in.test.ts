/** `postern contact invite` and `postern portal consent`: who gets in, and what they accept. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('contact invite sends one mail, and another only when asked', async () => {
  const argv = ['contact', 'invite', 'maria@acme.example'];
  const first = await desk.postern([...argv, '--json']);
  expect(first).toMatchObject({ exit: 0, stderr: '' });
  const invited = { email: 'maria@acme.example', isInvited: true, invitedAt: '2026-11-03T09:30:00.000Z' };
  expect(JSON.parse(first.stdout)).toEqual(invited);
  expect(await desk.postern(argv)).toEqual({
    exit: 0,
    stdout: 'maria@acme.example\tfalse\t2026-11-03T09:30:00.000Z\n',
    stderr:
      'maria@acme.example was invited before, so nothing was sent. To send another: postern contact invite maria@acme.example --again\n',
  });
  expect(await desk.postern([...argv, '--again'], { isTerminal: true })).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'An invitation to maria@acme.example is on its way.\n',
  });
  expect((await desk.world.outbox()).filter(({ kind }) => kind === 'EMAIL')).toHaveLength(2);
  const unknown = await desk.postern(['contact', 'invite', 'who@x.example']);
  expect(unknown).toMatchObject({ exit: 5, stdout: '' });
  expect(unknown.stderr).toContain('There is no contact with this address.');
});

test('S30: portal consent shows, writes and drops the notice, with its label', async () => {
  const none = await desk.postern(['portal', 'consent', 'show'], { isTerminal: true });
  expect(none.stdout).toBe('Customers at 127.0.0.1:4000 accept nothing.\n');
  const file = join(desk.home, 'notice.txt');
  writeFileSync(file, 'We keep your messages.\n\nSee [our terms](https://acme.example/terms).\n');
  const set = await desk.postern([
    'portal',
    'consent',
    'set',
    '--text-file',
    file,
    '--label',
    'I agree.',
    '--json',
  ]);
  expect(set.exit).toBe(0);
  expect(JSON.parse(set.stdout)).toEqual({
    domain: '127.0.0.1:4000',
    text: 'We keep your messages.\n\nSee [our terms](https://acme.example/terms).',
    label: 'I agree.',
    reviewedAt: '2026-11-03T09:30:00.000Z',
  });
  const relabelled = await desk.postern(['portal', 'consent', 'set', '--label', 'I do.'], {
    isTerminal: true,
  });
  expect(relabelled.stdout).toBe(
    'Customers at 127.0.0.1:4000 accept:\n\nWe keep your messages.\n\nSee [our terms](https://acme.example/terms).\n\n[ ] I do.\n',
  );
  const dropped = await desk.postern(['portal', 'consent', 'none', '--json']);
  expect(JSON.parse(dropped.stdout)).toMatchObject({ text: null, label: null });
});

test('what cannot be set is told with what to type next', async () => {
  const nothing = await desk.postern(['portal', 'consent', 'set']);
  expect(nothing.exit).toBe(2);
  expect(nothing.stderr).toContain('--text TEXT, or --text-file FILE');
  const both = await desk.postern(['portal', 'consent', 'set', '--text', 'a', '--text-file', 'b']);
  expect(both.exit).toBe(2);
  const labelAlone = await desk.postern(['portal', 'consent', 'set', '--label', 'I agree.']);
  expect(labelAlone.exit).toBe(2);
  expect((await desk.postern(['portal', 'consent', 'show', '--domain', 'nowhere.example'])).stderr).toContain(
    'There is no domain "nowhere.example".',
  );
  const bo = await desk.world.agent({ permissions: ['tickets.read'] });
  const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
  const refused = await desk.postern(['portal', 'consent', 'set', '--text', 'Mine'], { env });
  expect(refused.exit).toBe(6);
  expect(refused.stderr).toContain('"portal.settings"');
});
