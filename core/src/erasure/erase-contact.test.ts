/** Erasing a person: nothing that names them or that they wrote is found anywhere afterwards, and the rest reads on. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { PosternClient } from '../client.ts';
import { verifyAudit } from '../live/verify-audit.ts';
import { mailDelivery } from '../mail/mail-delivery.ts';
import { sweepFiles } from '../portal/forget-uploads.ts';
import type { BuiltAgent, BuiltContact, BuiltTicket } from '../testing/builders.ts';
import { buildProperty, createWorld, type World } from '../testing/index.ts';
import { closeDoor } from './close-door.ts';
import { eraseOnTicket } from './erase-on-ticket.ts';
import { personToErase } from './person.ts';

/** Stands in every name, address and word of the person who is erased, and in nothing else. */
const canary = 'Zyxquor';
const address = 'zyxquor.b@zyxquor.example';

interface Desk {
  world: World;
  maria: BuiltContact;
  noor: BuiltContact;
  ada: BuiltAgent;
  ticket: BuiltTicket;
  agent: PosternClient;
  customer: PosternClient;
}

async function openDesk(): Promise<Desk & AsyncDisposable> {
  const world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const maria = await world.contact({ name: `${canary} Blint${canary}`, email: address });
  const noor = await world.contact({ name: 'Noor Haddad' });
  const property = (wish: { key: string; audience: 'FORM' | 'INTERNAL' }) =>
    world.inTransaction((work) => buildProperty(work, { ...wish, label: wish.key, type: 'TEXT' }));
  const phone = await property({ key: 'phone', audience: 'FORM' });
  await property({ key: 'cause', audience: 'INTERNAL' });
  const ticket = await world.ticket({
    from: maria,
    subject: `${canary} is stuck`,
    says: `It says ${canary}.`,
    values: [{ property: phone, value: `555 ${canary}` }],
    uploads: [await world.upload(maria, { name: `${canary}.txt`, content: `Inside: ${canary}` })],
  });
  const [agent, customer] = [await world.as(ada, 'CLI'), await world.as(maria)];
  await agent.tickets.changeContacts.mutate({ ticket: ticket.number, add: [noor.email] });
  return {
    ...{ world, ada, maria, noor, ticket, agent, customer },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** The ways in which somebody leaves something at a desk. */
const ways: Record<string, (desk: Desk, many: number) => Promise<unknown>> = {
  reply: ({ customer, ticket }, many) =>
    customer.portal.reply.mutate({
      ticket: ticket.number,
      body: `Again ${canary} ${many}`,
      requestId: `customer-says-${many}`,
    }),
  answered: ({ world, ticket, ada }) =>
    world.turn(ticket, { from: ada, says: `Dear ${canary}, we wrote to ${address.toUpperCase()}.` }),
  noted: async ({ world, ticket, ada }) =>
    world.turn(ticket, {
      from: ada,
      notes: `${canary} called.`,
      uploads: [await world.upload(ada, { name: `call of ${canary}.txt`, content: 'What was said.' })],
    }),
  revised: async ({ world, ticket }, many) => {
    const thread = { teamId: 'T0POSTERN', channelId: 'C0SUPPORT', threadTs: `${ticket.number}.000100` };
    const { slack } = world.asSlack();
    await world.inTransaction(({ tx }) =>
      tx.slackLink.upsert({
        where: { teamId_channelId_threadTs: thread },
        create: { ...thread, id: 'slk_1', ticketId: ticket.id, lastTs: thread.threadTs },
        update: {},
      }),
    );
    const said = { ...thread, userId: 'U0KIM', ts: `${ticket.number}.${String(many).padStart(6, '0')}9` };
    await slack.threadNote.mutate({ ...said, authorName: 'Kim', text: `${canary} called.`, uploads: [] });
    const { threadTs: _, userId: __, ...place } = said;
    const editedAt = world.core.clock.now().toISOString();
    await slack.reviseNote.mutate({ ...place, text: 'Somebody called.', editedAt });
  },
  imported: async ({ world, agent, maria }, many) => {
    const { slack } = world.asSlack();
    const who = { teamId: 'T0POSTERN', teamName: 'Sample', botUserId: 'U0POSTERN', scopes: null };
    await slack.reportState.mutate({ ...who, isConnected: true, trouble: null });
    const wish = { channel: '#past', since: '2025-01-01T00:00:00.000Z', isDryRun: many % 2 === 0 };
    const { id } = await agent.slackSettings.startImport.mutate({
      ...{ ...wish, takesSubjects: true, requestId: `import-of-${many}` },
    });
    const ts = `1762162${String(many).padStart(3, '0')}.000100`;
    const said = [{ ts, userId: 'U0KIM', authorName: 'Kim', text: `${canary} (${maria.email}) called.` }];
    await slack.importThread.mutate({
      ...{ importId: id, teamId: 'T0POSTERN', channelId: 'C0PAST', threadTs: ts, said },
    });
    await slack.endImport.mutate({ id, failure: null });
  },
  drafted: ({ agent, ticket }, many) =>
    agent.drafts.save.mutate({
      ticket: ticket.number,
      kind: 'note',
      text: `Ask ${canary} Blint${canary}`,
      requestId: `draft-of-ada-${many}`,
      seen: null,
    }),
  held: async ({ agent, ticket }, many) => {
    const { audience } = await agent.tickets.view.query({ ticket: ticket.number });
    await agent.tickets.reply.mutate({
      ticket: ticket.number,
      body: `Hello ${canary}`,
      audienceHash: audience.hash,
      requestId: `held-reply-${many}`,
      holdSeconds: 60,
    });
  },
  renamed: ({ agent, maria }, many) =>
    agent.contacts.edit.mutate({ contact: maria.email, name: `${canary}a Wed${many}${canary}` }),
  listed: async ({ world, agent, maria }, many) => {
    await world.contactList({ name: `Pilots ${many}`, members: [maria] });
    await agent.lists.create.mutate({ name: `Her ${many}`, filter: `email:${maria.email}` });
    await agent.views.save.mutate({ name: `Hers ${many}`, query: `from:${maria.email}` });
    await agent.snippets.create.mutate({ name: `hers-${many}`, body: `Write to ${maria.email}.` });
  },
  knocked: async ({ world, maria }) => {
    const portal = { slug: 'support', email: maria.email };
    await world.asNobody().portal.forgot.mutate(portal);
    await sendAll(world);
  },
  invited: ({ agent, maria }) => agent.contacts.invite.mutate({ email: maria.email, again: true }),
  chosen: ({ world, maria }, many) =>
    world.upload(maria, { name: `${canary}${many}.png`, content: `Not sent: ${canary} ${many}` }),
  valued: ({ agent, ticket }) =>
    agent.tickets.setProperty.mutate({
      ticket: ticket.number,
      values: [{ key: 'cause', value: `As ${canary} said` }],
    }),
  taken: async ({ world, agent, noor, maria, ticket }) => {
    const other = await world.ticket({ from: noor, subject: 'Another', says: 'Of mine.' });
    await agent.tickets.changeContacts.mutate({ ticket: other.number, add: [maria.email] });
    await agent.tickets.changeContacts.mutate({ ticket: other.number, remove: [maria.email] });
    await agent.tickets.merge.mutate({ ticket: ticket.number, into: other.number });
    await agent.tickets.unmerge.mutate({ ticket: ticket.number });
  },
  searched: async ({ agent }) => agent.contacts.export.mutate({ contact: address }),
};

async function sendAll(world: World): Promise<void> {
  const delivery = mailDelivery({ ...world.core, isSampleDesk: true });
  for (const { seq, id, payload, createdAt } of await world.core.db.read.outboxItem.findMany({
    where: { kind: 'EMAIL', state: { in: ['PENDING', 'PARKED'] } },
  })) {
    const outcome = await delivery.send({
      seq,
      id,
      kind: 'EMAIL',
      payload,
      attempt: 1,
      firstTriedAt: createdAt,
    });
    const result = outcome.state === 'done' ? (outcome.result as object) : {};
    await world.inTransaction(({ tx }) =>
      tx.outboxItem.update({ where: { seq }, data: { state: 'DONE', result } }),
    );
  }
}

/** Every table of the database and every file of the desk in which the canary stands, whatever its case. */
async function found(world: World): Promise<string[]> {
  const places: string[] = [];
  const read = world.core.db.read;
  const tables = await read.$queryRawUnsafe<{ name: string }[]>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`,
  );
  expect(tables.length).toBeGreaterThan(50);
  for (const { name } of tables) {
    const columns = await read.$queryRawUnsafe<{ name: string }[]>(
      `SELECT name FROM pragma_table_info('${name}')`,
    );
    // Blobs too: the search index keeps its words in them.
    const conditions = columns.map(
      (column) =>
        `instr(lower(CAST("${column.name}" AS TEXT)), 'yxquor') > 0 OR instr(hex("${column.name}"), hex('yxquor')) > 0`,
    );
    const sql = `SELECT count(*) AS "count" FROM "${name}" WHERE ${conditions.join(' OR ')}`;
    const [row] = await read.$queryRawUnsafe<{ count: bigint }[]>(sql);
    if (Number(row?.count) > 0) places.push(name);
  }
  const folder = world.core.config.dataDirectory;
  for (const file of globSync('files/**/*', { cwd: folder }).map((name) => join(folder, name)))
    if (statSync(file).isFile() && holds(file)) places.push(file);
  return places;
}

const holds = (file: string) => readFileSync(file, 'latin1').toLowerCase().includes('yxquor');

test('wherever somebody left something, nothing is found of them once they are erased, and the audit trail is whole', async () => {
  const names = Object.keys(ways);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...names), { maxLength: 6 }), async (taken) => {
      await using desk = await openDesk();
      const { world, agent, ticket } = desk;
      for (const [many, name] of taken.entries()) await ways[name]?.(desk, many);
      await sendAll(world);
      world.pass(120_000);
      expect((await found(world)).length).toBeGreaterThan(5);
      const before = await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } });

      const dry = await agent.contacts.erase.mutate({ contact: address, isDryRun: true });
      expect(await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } })).toEqual(before);
      const done = await agent.contacts.erase.mutate({ contact: address });
      expect({ ...done, isDryRun: true }).toEqual(dry);

      expect(await found(world)).toEqual([]);
      const after = await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } });
      expect(after.slice(0, before.length).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
      const audit = await verifyAudit(world.core.db.read);
      expect(audit).toMatchObject({ isWhole: true });
      const changed = before.filter((event, at) => JSON.stringify(event) !== JSON.stringify(after[at]));
      expect('redacted' in audit && audit.redacted.map(({ seq }) => seq)).toEqual(
        changed.map(({ seq }) => seq),
      );
      expect(changed).toHaveLength(done.events);
      expect(await agent.tickets.view.query({ ticket: ticket.number })).toMatchObject({
        subject: '(erased)',
        requester: { name: 'Erased contact' },
      });
    }),
    { numRuns: 3, examples: [[names]] },
  );
});

test('others read on, the address is free again, and nobody finds the person any more', async () => {
  await using desk = await openDesk();
  const { world, agent, customer, noor, ticket, ada } = desk;
  await ways.answered?.(desk, 0);
  await agent.tickets.setStage.mutate({ ticket: ticket.number, to: 'Waiting on us' });
  await agent.contacts.erase.mutate({ contact: ` ${address.toUpperCase()} ` });

  const { messages } = await (await world.as(noor)).portal.ticket.query({ ticket: ticket.number });
  expect(messages.map(({ author, text, attachments }) => [author.name, text, attachments.length])).toEqual([
    ['Erased contact', '(erased)', 0],
    ['Ada', expect.stringMatching(/^Dear Erased contact, we wrote to con_\w+@erased\.invalid\.$/), 0],
  ]);
  const { timeline } = await agent.tickets.view.query({ ticket: ticket.number });
  expect(timeline.at(-1)).toMatchObject({
    author: { name: ada.name },
    text: 'erased a contact, with all that this contact wrote',
  });
  await expect(customer.portal.tickets.query({})).rejects.toThrow('not signed in');
  const { items } = await agent.contacts.list.query({});
  expect(items.map(({ email }) => email)).toEqual([noor.email]);
  for (const contact of [address, `${desk.maria.id}@erased.invalid`])
    for (const act of ['erase', 'edit', 'export'] as const)
      await expect(agent.contacts[act].mutate({ contact })).rejects.toThrow('There is no contact');
  const anew = await agent.contacts.create.mutate({ email: address });
  expect(anew).toMatchObject({ name: null, tickets: { open: 0, closed: 0 } });
});

test('what a crash left half done is finished by the same call, and no byte of it stays in the database file', async () => {
  await using desk = await openDesk();
  const { world, agent, maria } = desk;
  for (const [many, way] of ['reply', 'noted', 'revised', 'renamed', 'taken'].entries())
    await ways[way]?.(desk, many);
  world.pass(120_000);
  const person = await personToErase(world.core.db.read, address, 'Ada Okafor');
  await world.inTransaction((work) => closeDoor(work, person, []));
  await world.inTransaction((work) => eraseOnTicket(work, person, desk.ticket.id));
  await agent.contacts.erase.mutate({ contact: maria.email });
  // The contents of files whose rows the first try took away are left to the daily sweep.
  world.pass(86_400_000);
  await sweepFiles(world.core);
  expect(await found(world)).toEqual([]);
  await world.core.db.close();
  expect(holds(join(world.core.config.dataDirectory, 'postern.db'))).toBe(false);
});

test('nothing changes for a neighbour in whose address the address of the erased person stands', async () => {
  await using desk = await openDesk();
  const { world, agent } = desk;
  const read = world.core.db.read;
  const email = `x${address}`;
  await world.inTransaction((work) => work.tx.domain.updateMany({ data: { selfRegistration: true } }));
  const register = (who: string) =>
    world.asNobody().portal.register.mutate({ slug: 'support', name: 'Xia', email: who });
  await register(email);
  await sendAll(world);
  await register(email);
  await register(address);
  await world.inTransaction(({ tx }) =>
    tx.outboxItem.updateMany({ where: { state: 'PARKED' }, data: { state: 'PENDING' } }),
  );
  await agent.lists.create.mutate({ name: 'Xias', filter: `email:${email}` });
  const ofNeighbour = async () => ({
    mails: await read.outboxItem.findMany({ where: { queueKey: { endsWith: `:${email}` } } }),
    tokens: await read.oneTimeToken.findMany({ where: { subject: email } }),
    lists: await read.contactList.findMany(),
    portals: await read.portal.findMany(),
  });
  const before = await ofNeighbour();
  expect(before.mails.map(({ state }) => state)).toEqual(['DONE', 'PENDING']);
  expect(before.tokens).toHaveLength(1);
  await agent.contacts.erase.mutate({ contact: address });
  expect(await ofNeighbour()).toEqual(before);
  const theirs = await read.outboxItem.findMany({ where: { key: { startsWith: 'mail:register:con_' } } });
  expect(theirs).toMatchObject([{ state: 'CANCELLED' }]);
});

test('many mails are erased in several transactions, those first that may still leave', async () => {
  await using world = await createWorld();
  const { core } = world;
  const maria = await world.contact();
  const agent = await world.as(await world.agent(), 'CLI');
  await world.inTransaction((work) =>
    work.tx.outboxItem.createMany({
      data: Array.from({ length: 450 }, (_, at) => ({
        id: work.core.ids.next('outboxItem'),
        kind: 'EMAIL',
        ...{ key: `mail:${at}`, queueKey: `mail:${at}` },
        payload: { template: 'reply', ticketId: 'tkt_1', messageId: `msg_${at}`, contactId: maria.id },
        ...{ state: at < 400 ? 'DONE' : 'PENDING', dueAt: work.now, createdAt: work.now },
        result: { subject: 'Said' },
      })),
    }),
  );
  const { inTransaction } = core.db;
  const forgotten: { all: number; cancelled: number }[] = [];
  vi.spyOn(core.db, 'inTransaction').mockImplementation((work) =>
    inTransaction(async (tx) => {
      const result = await work(tx);
      const mails = await tx.outboxItem.findMany({ select: { state: true, result: true } });
      forgotten.push({
        all: mails.filter((mail) => mail.result === null).length,
        cancelled: mails.filter(({ state }) => state === 'CANCELLED').length,
      });
      return result;
    }),
  );
  expect((await agent.contacts.erase.mutate({ contact: maria.email })).mails).toBe(450);
  const [first, ...later] = forgotten;
  expect(first).toEqual({ all: 200, cancelled: 50 });
  expect(later.map(({ all }) => all).slice(0, 2)).toEqual([400, 450]);
});
