/** Inviting an agent and accepting, as both of them type it. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

const chosen = 'quiet rivers carry stones';
const lou = ['agent', 'invite', 'lou@postern.example', '--name', 'Lou Park', '--grant', 'tickets.read'];

test('at a terminal the code and a password are asked for and never printed, and the next verb is signed in', async () => {
  await using desk = await openDesk();
  const invited = await desk.postern(lou, { isTerminal: true });
  const code = invited.stdout.trim();
  expect(code).toMatch(/^pai_\S+$/);
  expect(invited.stderr).toContain('until 2026-11-10');
  expect((await desk.postern(['agent', 'list'], { isTerminal: true })).stdout).toContain(
    'Lou Park (invited)',
  );

  const accept = ['auth', 'accept', '--url', desk.url];
  const typo = await desk.posternAsNobody(accept, { isTerminal: true, answers: [code, chosen, 'another'] });
  expect(typo).toMatchObject({ exit: 2, stdout: '' });
  const none = await desk.posternAsNobody([...accept, code], { isTerminal: true, answers: [null] });
  expect(none).toMatchObject({ exit: 3, stdout: '' });
  const accepted = await desk.posternAsNobody(accept, { isTerminal: true, answers: [code, chosen, chosen] });
  expect(accepted).toMatchObject({ exit: 0, stdout: '' });
  expect(accepted.stderr).toContain('Signed in');
  expect(accepted.stderr).not.toContain(code);
  expect(accepted.stderr).not.toContain(chosen);
  const status = await desk.posternAsNobody(['auth', 'status', '--json']);
  expect(JSON.parse(status.stdout)).toMatchObject({
    email: 'lou@postern.example',
    permissions: [{ permission: 'tickets.read', scopes: ['*'] }],
  });
  expect((await desk.postern(['agent', 'list'], { isTerminal: true })).stdout).not.toContain('(invited)');
});

test('from stdin the code is the first line and the password the next, and the code is not wanted twice', async () => {
  await using desk = await openDesk();
  const code = (await desk.postern([...lou, '--quiet'])).stdout.trim();
  const accept = ['auth', 'accept', '--url', desk.url, '--code-stdin', '--password-stdin'];
  const stdin = `${code}\r\n${chosen}\r\n`;
  expect(await desk.posternAsNobody([...accept, code], { stdin })).toMatchObject({ exit: 2, stdout: '' });
  expect(await desk.posternAsNobody(accept, { stdin })).toMatchObject({ exit: 0 });
  const login = ['auth', 'login', '--url', desk.url, '--email', 'lou@postern.example', '--password-stdin'];
  expect(await desk.posternAsNobody(login, { stdin: chosen })).toMatchObject({ exit: 0 });
});

test('a mail takes the place of the code where one can leave', async () => {
  await using desk = await openDesk();
  Object.assign(desk.world.core.config, {
    mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'support@postern.example' },
  });
  const invited = await desk.postern(lou);
  expect(invited).toMatchObject({ exit: 0, stdout: '' });
  expect(invited.stderr).toContain('A mail to lou@postern.example is on its way');
  const again = await desk.postern([...lou, '--again', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ code: null, expiresAt: null, isInvited: true });
});
