/** Rotating secrets: whoever was in is out, whatever waited in a mailbox is worth nothing, and passwords go on. */
import { expect, test } from 'vitest';
import { inDeskTransaction } from '../context.ts';
import { createWorld, refusalOf, sendMails } from '../testing/index.ts';
import { hashPassword } from './passwords.ts';
import { rotateSecrets } from './rotate-secrets.ts';

const password = 'quiet rivers carry stones';
const slug = 'support';

test('every sign-in, token, preview, link and code ends; passwords go on', async () => {
  await using world = await createWorld();
  const passwordHash = await hashPassword(password);
  const ada = await world.as(await world.agent({ name: 'Ada', passwordHash }));
  const maria = await world.contact({ email: 'maria@acme.example', passwordHash });
  const browser = await world.as(maria);
  const nobody = world.asNobody();
  await ada.auth.createToken.mutate({ name: 'Build server' });
  const { token: preview } = await ada.preview.start.mutate({ contact: maria.email });
  await ada.slackSettings.linkCode.mutate();
  const kim = { email: 'kim@postern.example', name: 'Kim Lee', permissions: [], again: false };
  const { code } = await ada.agents.invite.mutate(kim);
  await nobody.portal.forgot.mutate({ slug, email: maria.email });
  const [mail] = await sendMails(world);
  const link = mail?.link?.split('/').at(-1) ?? '';
  expect(link).toMatch(/^[\w-]{43}$/);

  const ended = { signIns: 1, accessTokens: 1, customers: 1, previews: 1, links: 2, slackCodes: 1 };
  expect(await inDeskTransaction(world.core, rotateSecrets)).toEqual(ended);

  expect(await refusalOf(ada.auth.me.query())).toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect(await refusalOf(browser.portal.me.query())).toMatchObject({ code: 'NOT_SIGNED_IN' });
  await expect(nobody.preview.open.query({ token: preview })).rejects.toThrow();
  for (const late of [
    nobody.portal.setPassword.mutate({ slug, purpose: 'RESET', link, password: 'another one of ten' }),
    nobody.auth.acceptInvitation.mutate({ code: code ?? '', password }),
  ])
    expect(await refusalOf(late)).toMatchObject({ code: 'LINK_EXPIRED' });
  const { read } = world.core.db;
  expect(await read.agentSession.count()).toBe(0);
  expect(await read.slackLinkCode.count()).toBe(0);
  expect(await read.auditEvent.findFirst({ where: { action: 'secrets.rotated' } })).toMatchObject({
    actor: 'desk',
    change: ended,
  });

  await nobody.portal.signIn.mutate({ slug, email: maria.email, password });
  const again = await nobody.auth.signIn.mutate({ email: 'ada@postern.example', password });
  expect(again.agent).toMatchObject({ name: 'Ada' });
  expect(await inDeskTransaction(world.core, rotateSecrets)).toEqual({
    ...ended,
    accessTokens: 0,
    previews: 0,
    links: 0,
    slackCodes: 0,
  });
});
