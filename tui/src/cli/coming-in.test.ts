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
  const warnings = [expect.stringContaining('No mail server is set')];
  expect(JSON.parse(first.stdout)).toEqual({ ...invited, warnings });
  expect(await desk.postern(argv)).toEqual({
    exit: 0,
    stdout: 'maria@acme.example\tfalse\t2026-11-03T09:30:00.000Z\n',
    stderr:
      'maria@acme.example was invited before, so nothing was sent. To send another: postern contact invite maria@acme.example --again\n',
  });
  expect(await desk.postern([...argv, '--again'], { isTerminal: true })).toEqual({
    exit: 0,
    stdout: '',
    stderr: expect.stringMatching(
      /^An invitation to maria@acme.example is written down\.\nWarning: No mail server is set: /,
    ),
  });
  expect((await desk.world.outbox()).filter(({ kind }) => kind === 'EMAIL')).toHaveLength(2);
  const unknown = await desk.postern(['contact', 'invite', 'who@x.example']);
  expect(unknown).toMatchObject({ exit: 5, stdout: '' });
  expect(unknown.stderr).toContain('There is no contact with this address.');
});

test('while the portal is off, an invitation is refused with the next step of whoever asks', async () => {
  await using elsewhere = await openDesk();
  await elsewhere.postern(['portal', 'off']);
  const invite = ['contact', 'invite', 'maria@acme.example'];
  const refused = await elsewhere.postern(invite);
  expect(refused).toMatchObject({ exit: 6, stderr: expect.stringMatching(/: postern portal on\n$/) });
  const bo = await elsewhere.world.agent({ permissions: ['contacts.write'] });
  const env = { POSTERN_TOKEN: await elsewhere.world.tokenOf(bo) };
  expect((await elsewhere.postern(invite, { env })).stderr).toContain('An administrator of the desk can');
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
  const empty = await desk.postern(['portal', 'consent', 'set', '--text', '']);
  expect(empty).toMatchObject({ exit: 2, stderr: expect.stringMatching(/: postern portal consent none\n$/) });
  const there = ['portal', 'consent', 'set', '--text', '', '--domain', '127.0.0.1:4000'];
  expect((await desk.postern(there)).stderr).toContain('consent none --domain "127.0.0.1:4000"\n');
  const nowhere = ['portal', 'consent', 'set', '--text', 'a', '--domain', 'nowhere.example'];
  expect(await desk.postern(nowhere)).toEqual({
    exit: 5,
    stdout: '',
    stderr:
      'error: There is no domain "nowhere.example".\n  There is 127.0.0.1:4000: postern portal consent show --domain 127.0.0.1:4000\n',
  });
  const bo = await desk.world.agent({ permissions: ['tickets.read'] });
  const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
  const refused = await desk.postern(['portal', 'consent', 'set', '--text', 'Mine'], { env });
  expect(refused.exit).toBe(6);
  expect(refused.stderr).toContain('"portal.settings"');
});
