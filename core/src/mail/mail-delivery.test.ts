/** Mails as a mail server gets them: who, what, once, never more than the customer may read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOfNobody, type MailServer, refusal, startMailServer } from '../testing/mail-server.ts';
import { later, outside, put, startWorker, untilState } from '../testing/sendings.ts';
import { until } from '../testing/until.ts';
import { createWorld, type World } from '../testing/world.ts';
import { mailDelivery } from './mail-delivery.ts';
import { sandboxMails } from './sandbox-mails.ts';

const from = 'Acme Support <support@acme.example>';

const worldWith = (smtpUrl: string, isSampleDesk = false) =>
  createWorld({ config: { mail: { smtpUrl, from } }, isSampleDesk });

async function answerTo(
  world: World,
  says = 'Please try again.',
  wish: { name?: string; email?: string } = {},
) {
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example', ...wish });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const ticket = await world.ticket({ from: maria, subject: 'Cannot sign in', number: 1042 });
  await world.turn(ticket, { from: ada, says });
  return { maria, ada, ticket };
}

const onlyItem = (world: World) =>
  world.core.db.read.outboxItem.findFirstOrThrow({ where: { kind: 'EMAIL' } });

const untilOnly = (world: World, state: string) =>
  until(
    async () => (await onlyItem(world)).state === state,
    () => later(world, 1_000),
  );

test('an answer reaches the contact with the text, the address of the ticket, and the headers of an automatic mail', async () => {
  await using server = await startMailServer();
  await using world = await worldWith(server.url);
  await answerTo(world, 'Zkuste to prosím znovu.\n\n.\nこんにちは 👩‍👩‍👧‍👦');
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  const mail = await until(() => server.mails[0]);
  await untilOnly(world, 'DONE');

  expect(mail).toMatchObject({ from: 'support@acme.example', to: ['maria@acme.example'] });
  expect(mail.header('from')).toBe('Acme Support <support@acme.example>');
  expect(mail.header('to')).toBe('Maria López <maria@acme.example>');
  expect(mail.header('subject')).toBe('[#1042] Cannot sign in');
  expect(mail.header('auto-submitted')).toBe('auto-generated');
  expect(mail.header('content-type')).toBe('text/plain; charset=utf-8');
  const item = await onlyItem(world);
  expect(mail.header('message-id')).toBe(`<${item.id}@127.0.0.1>`);
  expect(mail.text.trimEnd()).toBe(
    [
      'Ada (Acme Support) answered your ticket:',
      '',
      'Zkuste to prosím znovu.\n\n.\nこんにちは 👩‍👩‍👧‍👦',
      '',
      'Read and answer: http://127.0.0.1:4000/support/tickets/1042',
    ].join('\n'),
  );
  expect(server.mails).toHaveLength(1);
});

test('a subject in any script arrives as it was written', async () => {
  await using server = await startMailServer();
  await using world = await worldWith(server.url);
  const subject = 'Příliš žluťoučký kůň – 署名できません – לא ניתן להיכנס – 👋🏽 '.repeat(2).trim();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria, subject });
  await world.turn(ticket, { from: await world.agent(), says: 'Hello' });
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  const mail = await until(() => server.mails[0]);
  expect(mail.header('subject')).toBe(`[#${ticket.number}] ${subject}`);
  for (const line of mail.raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
});

const expectedHeaders = [
  'auto-submitted',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

test('nothing that stands in a subject or a name becomes a header, a recipient or a line of the dialogue', async () => {
  await using server = await startMailServer();
  await using world = await worldWith(server.url);
  const { maria, ticket } = await answerTo(world);
  const delivery = mailDelivery(world.core);
  const item = await onlyItem(world);
  const entry = { ...item, kind: 'EMAIL' as const, attempt: 1, firstTriedAt: item.createdAt };
  const hostile = fc.oneof(
    fc.constantFrom(
      'x\r\nBcc: evil@x.example',
      'x\nBcc: evil@x.example\n\nbody',
      'x\r\n.\r\nMAIL FROM:<evil@x.example>',
      '"quote" <evil@x.example>, other@x.example',
      'a\u2028Bcc: evil@x.example',
      'a\u0000b\u000b\u0085c',
      '=?utf-8?q?=0D=0ABcc:_evil=40x.example?=',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('\r', '\n', ':', ' ', '"', '<', '>', ',', 'a', '\t', '\\', '('),
      maxLength: 40,
    }),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (subject, name) => {
      await world.inTransaction(async ({ tx }) => {
        await tx.ticket.update({ where: { id: ticket.id }, data: { subject } });
        await tx.contact.update({ where: { id: maria.id }, data: { name } });
      });
      server.mails.length = 0;
      expect(await delivery.send(entry)).toMatchObject({ state: 'done' });
      const [mail] = server.mails;
      expect(server.mails).toHaveLength(1);
      expect(mail?.to).toEqual(['maria@acme.example']);
      expect(mail?.headers.map(([header]) => header).sort()).toEqual(expectedHeaders);
      expect(mail?.header('to')).toMatch(/<?maria@acme\.example>?$/);
      expect(mail?.text).toContain('Please try again.');
    }),
    { numRuns: 15 },
  );
});

test.each([
  'maria@acme.example\r\nRCPT TO:<evil@x.example>',
  'maria@acme.example>,<evil@x.example',
  'maria@acme.example, evil@x.example',
  '<maria@acme.example> SIZE=1\r\nDATA',
  'no address at all',
  '',
])('an address such as %j reaches nobody it does not name', async (email) => {
  await using server = await startMailServer();
  await using world = await worldWith(server.url);
  await answerTo(world, 'Please try again.', { email });
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  const { state, lastError } = await until(async () => {
    const item = await onlyItem(world);
    return ['DONE', 'DEAD'].includes(item.state) && item;
  });
  for (const mail of server.mails) {
    expect(mail.to).toHaveLength(1);
    expect(mail.to.join()).not.toMatch(/^evil/);
    expect(mail.headers.map(([header]) => header).sort()).toEqual(expectedHeaders);
  }
  if (state === 'DEAD') expect(lastError).not.toBe('');
});

test('a server that says "later" is asked again, under the same Message-ID', async () => {
  let tries = 0;
  const ids: string[] = [];
  await using server = await startMailServer({
    beforeTaking: async (mail) => {
      ids.push(mail.header('message-id'));
      tries += 1;
      if (tries < 3) throw refusal(451, 'Greylisted, try again later');
    },
  });
  await using world = await worldWith(server.url);
  await answerTo(world);
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  await until(async () => (await onlyItem(world)).lastError?.includes('451'));
  await untilOnly(world, 'DONE');
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect(server.mails).toHaveLength(1);
});

test('a mail that was taken while the answer was lost goes out again under the same Message-ID', async () => {
  const seen: string[] = [];
  const cut: { close?: () => void } = {};
  await using server = await startMailServer({
    onConnect(_session, callback) {
      const [connection] = [
        ...(this as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections,
      ];
      cut.close = () => connection?._socket.destroy();
      callback();
    },
    beforeTaking: async (mail) => {
      seen.push(mail.header('message-id'));
      if (seen.length === 1) cut.close?.();
    },
  });
  await using world = await worldWith(server.url);
  await answerTo(world);
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  await untilOnly(world, 'DONE');
  expect(seen).toHaveLength(2);
  expect(new Set(seen).size).toBe(1);
});

test.each(['onRcptTo', 'onData'] as const)(
  'a server that refuses the recipient or the text for good (%s) is not asked again',
  async (when) => {
    const words = refusal(550, 'No such mailbox');
    await using server = await startMailServer(
      when === 'onRcptTo'
        ? { onRcptTo: (_address, _session, callback) => callback(words) }
        : {
            beforeTaking: async () => {
              throw words;
            },
          },
    );
    await using world = await worldWith(server.url);
    await answerTo(world);
    await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
    await until(async () => (await onlyItem(world)).state === 'DEAD');
    expect((await onlyItem(world)).lastError).toContain('No such mailbox');
    expect(await onlyItem(world)).toMatchObject({ attempts: 1 });
  },
);

test('a refused password or sender is the desk’s to mend: its mails wait and are not given up', async () => {
  let isMended = false;
  await using server = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, callback) =>
      isMended ? callback(null, { user: 'desk' }) : callback(refusal(535, 'Wrong password')),
    onMailFrom: (_address, _session, callback) => callback(),
  });
  await using world = await worldWith(server.url.replace('://', '://desk:secret@'));
  await answerTo(world);
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  await until(async () => (await onlyItem(world)).lastError);
  expect(await onlyItem(world)).toMatchObject({ state: 'PENDING' });
  expect((await onlyItem(world)).lastError).not.toContain('secret');
  isMended = true;
  await untilOnly(world, 'DONE');
  expect(server.mails).toHaveLength(1);
});

test('while the mail server is down, mails wait for it', async () => {
  const url = await addressOfNobody();
  await using world = await worldWith(url);
  await answerTo(world);
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  await until(async () => (await onlyItem(world)).lastError?.includes('ECONNREFUSED'));
  expect((await onlyItem(world)).state).toBe('PENDING');
});

test('a mail server that hangs holds up no Slack card', async () => {
  const answer = Promise.withResolvers<void>();
  await using server = await startMailServer({ beforeTaking: () => answer.promise });
  await using world = await worldWith(server.url);
  await answerTo(world);
  const slack = outside();
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core), SLACK: slack });
  await until(async () => (await onlyItem(world)).state === 'IN_FLIGHT' && server.connections() === 1);
  for (const key of ['card', 'second card']) {
    await put(world, key, { kind: 'SLACK' });
    await untilState(world, key, 'DONE');
  }
  expect((await onlyItem(world)).state).toBe('IN_FLIGHT');
  answer.resolve();
  await untilOnly(world, 'DONE');
});

test('the sample desk sends nothing, whatever is set, and shows what it would have sent', async () => {
  await using server = await startMailServer();
  await using world = await worldWith(server.url, true);
  await answerTo(world);
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  await untilOnly(world, 'DONE');
  expect(await sandboxMails(world.core, 10)).toMatchObject([
    {
      to: { name: 'Maria López', address: 'maria@acme.example' },
      subject: '[#1042] Cannot sign in',
      text: expect.stringContaining('Please try again.'),
    },
  ]);
  expect(server.connections()).toBe(0);
});

test('without a mail server a mail is parked and says why, also when there was one as it was written', async () => {
  await using world = await createWorld();
  await answerTo(world);
  const reason = 'No mail server is set (SMTP_URL, MAIL_FROM).';
  const item = await onlyItem(world);
  expect(item).toMatchObject({ state: 'PARKED', lastError: reason });
  expect(await sandboxMails(world.core, 10)).toEqual([]);

  const entry = { ...item, kind: 'EMAIL' as const, attempt: 1, firstTriedAt: item.createdAt };
  expect(await mailDelivery(world.core).send(entry)).toEqual({ state: 'parked', reason });
});

async function expectSkipped(server: MailServer, world: World, why: string): Promise<void> {
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  await untilOnly(world, 'DONE');
  expect((await onlyItem(world)).result).toEqual({ skipped: why });
  expect(server.connections()).toBe(0);
}

test.each([
  {
    who: 'a contact whose ticket the filter leaves out',
    why: 'The ticket does not match the filter pipeline:Support.',
    hide: (world: World, { ticket }: Awaited<ReturnType<typeof answerTo>>) =>
      world.inTransaction(async ({ tx }) => {
        const inbox = await tx.inbox.findUniqueOrThrow({ where: { id: world.internalInboxId } });
        const stage = await tx.stage.findFirstOrThrow({ where: { pipelineId: inbox.pipelineId } });
        await tx.ticket.update({ where: { id: ticket.id }, data: { inboxId: inbox.id, stageId: stage.id } });
      }),
  },
  {
    who: 'a contact of a portal that is switched off',
    why: 'The portal "Acme Support" is switched off.',
    hide: (world: World) =>
      world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled: false } })),
  },
  {
    who: 'a contact who was blocked',
    why: 'This contact is blocked and may not sign in.',
    hide: (world: World, { maria }: Awaited<ReturnType<typeof answerTo>>) =>
      world.inTransaction(({ tx, now }) =>
        tx.contact.update({ where: { id: maria.id }, data: { blockedAt: now } }),
      ),
  },
  {
    who: 'a contact who is no longer on the ticket',
    why: 'The contact is not on the ticket and belongs to no organization.',
    hide: (world: World) => world.inTransaction(({ tx }) => tx.ticketContact.deleteMany({})),
  },
  {
    who: 'a contact of a ticket that was hidden',
    why: 'The ticket is marked as spam.',
    hide: (world: World, { ticket }: Awaited<ReturnType<typeof answerTo>>) =>
      world.inTransaction(({ tx }) =>
        tx.ticket.update({ where: { id: ticket.id }, data: { hidden: 'SPAM' } }),
      ),
  },
])('$who gets no mail, and the item says why', async ({ why, hide }) => {
  await using server = await startMailServer();
  await using world = await worldWith(server.url);
  await hide(world, await answerTo(world));
  await expectSkipped(server, world, why);
});

test('a link that lets its reader in leaves with its mail, fresh at each try, and is kept in no table', async () => {
  await using server = await startMailServer();
  await using world = await worldWith(server.url);
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const agent = await world.as(await world.agent());
  await agent.contacts.invite.mutate({ email: maria.email });
  const item = await onlyItem(world);
  const entry = { ...item, kind: 'EMAIL' as const, attempt: 1, firstTriedAt: item.createdAt };
  const links: string[] = [];
  for (const attempt of [1, 2]) {
    server.mails.length = 0;
    const outcome = await mailDelivery(world.core).send({ ...entry, attempt });
    const [, link = ''] = /\/support\/invite\/([\w-]{43})/.exec(server.mails[0]?.text ?? '') ?? [];
    expect(link).not.toBe('');
    expect(outcome).toMatchObject({ state: 'done', result: { subject: 'Your access to Acme Support' } });
    expect(JSON.stringify(outcome)).not.toContain('/invite/');
    links.push(link);
  }
  expect(links[0]).not.toBe(links[1]);
  const stored = JSON.stringify([await world.outbox(), await world.core.db.read.oneTimeToken.findMany()]);
  for (const link of links) expect(stored).not.toContain(link);
});

test('no word of a note stands in any mail', async () => {
  const canary = 'zebracanary';
  await using server = await startMailServer();
  await using world = await worldWith(server.url);
  const maria = await world.contact();
  const ada = await world.agent();
  for (let index = 0; index < 3; index += 1) {
    const ticket = await world.ticket({ from: maria });
    await world.turn(ticket, { from: ada, notes: `${canary} before the answer` });
    await world.turn(ticket, { from: ada, says: `Answer ${index}` });
    await world.turn(ticket, { from: ada, notes: `${canary} after the answer` });
    await world.turn(ticket, { from: ada, assignsTo: ada });
    await world.turn(ticket, { from: ada, says: `Second answer ${index}` });
    await world.turn(ticket, { from: ada, closes: true });
  }
  await using _worker = await startWorker(world.core, { EMAIL: mailDelivery(world.core) });
  await until(() => server.mails.length === 6);
  for (const mail of server.mails) {
    expect(mail.text).toMatch(/answer \d/i);
    expect(`${mail.raw}\n${mail.text}\n${mail.header('subject')}`).not.toContain(canary);
  }
});
