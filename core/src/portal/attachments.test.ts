/** Files of the portal: chosen, sent with a message, read again through the ticket's own gate. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { parseQuery } from '../query/parse-query.ts';
import { buildConversation, createWorld, type World } from '../testing/index.ts';
import { forgetOldUploads, sweepFiles } from './forget-uploads.ts';

const text = (content: string) => new TextEncoder().encode(content);
const dayMs = 86_400_000;

async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: unknown) => failureOf(error).code,
  );
}

/** All of a file, asked for piece by piece. */
async function download(client: PosternClient, attachment: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const piece: { content: string; next: number | null } = await client.portal.attachment.query({
      attachment,
      from,
    });
    pieces.push(Buffer.from(piece.content, 'base64'));
    from = piece.next;
  }
  return Buffer.concat(pieces);
}

let counter = 0;
const requestId = () => {
  counter += 1;
  return `attachments-${counter}`;
};

/** Maria with one open ticket that has a file. */
async function mariasFile(world: World) {
  const maria = await world.contact({ name: 'Maria' });
  const customer = await world.as(maria);
  const ticket = await world.ticket({
    from: maria,
    uploads: [await world.upload(maria, { name: 'console.txt', content: 'GET / 200' })],
  });
  const [attachment] =
    (await customer.portal.ticket.query({ ticket: ticket.number })).messages[0]?.attachments ?? [];
  if (!attachment) throw new Error('The file is not there.');
  return { maria, customer, ticket, attachment };
}

test('a file that was chosen goes along with a reply, and both sides see it at that message', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const customer = await world.as(maria);
  const agent = await world.as(await world.agent());
  const ticket = await world.ticket({ from: maria });
  const upload = await customer.portal.upload.mutate({ name: 'log.csv', bytes: text('a;b\n1;2\n') });
  expect(upload).toMatchObject({ fileName: 'log.csv', bytes: 8, mediaType: 'text/plain' });

  const reply = { ticket: ticket.number, body: 'Here it is.', uploads: [upload.id], requestId: requestId() };
  await customer.portal.reply.mutate(reply);

  const { messages } = await customer.portal.ticket.query({ ticket: ticket.number });
  const { timeline } = await agent.tickets.view.query({ ticket: ticket.number });
  const [file] = messages[1]?.attachments ?? [];
  expect(file).toEqual({
    id: expect.stringMatching(/^att_/),
    fileName: 'log.csv',
    bytes: 8,
    mediaType: 'text/plain',
  });
  expect(messages[0]?.attachments).toEqual([]);
  expect(timeline.find((entry) => entry.text === 'Here it is.')?.attachments).toEqual([file]);
  expect((await download(customer, file?.id ?? '')).toString()).toBe('a;b\n1;2\n');
  const piece = await agent.tickets.attachment.query({ attachment: file?.id ?? '' });
  expect(piece).toMatchObject({ content: Buffer.from('a;b\n1;2\n').toString('base64'), next: null });
  expect((await agent.tickets.list.query({ query: 'has:attachment' })).items).toHaveLength(1);
});

test('a new ticket takes files along in the order in which they were named', async () => {
  await using world = await createWorld();
  const customer = await world.as(await world.contact());
  const uploads: string[] = [];
  for (const name of ['b.txt', 'a.txt', 'c.txt'])
    uploads.push((await customer.portal.upload.mutate({ name, bytes: text(name) })).id);
  const filing = { subject: 'Three files', body: 'See them.', requestId: requestId(), uploads };
  const { number } = await customer.portal.fileTicket.mutate(filing);
  const [message] = (await customer.portal.ticket.query({ ticket: number })).messages;
  expect(message?.attachments.map((file) => file.fileName)).toEqual(['b.txt', 'a.txt', 'c.txt']);
});

test('any bytes come back as they went in, however large', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const customer = await world.as(maria);
  const { number } = await world.ticket({ from: maria });
  const content = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }),
    // Around the size of a piece, where an off-by-one would lose or repeat a byte.
    fc
      .tuple(fc.constantFrom(-1, 0, 1, 512 * 1024), fc.nat(255))
      .map(([more, seed]) =>
        Uint8Array.from({ length: 512 * 1024 + more }, (_, at) => (at * 31 + seed) % 256),
      ),
  );
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      const upload = await customer.portal.upload.mutate({ name: 'any.bin', bytes });
      const reply = { ticket: number, body: 'Bytes', requestId: requestId(), uploads: [upload.id] };
      await customer.portal.reply.mutate(reply);
      const id = upload.id.replace('upl_', 'att_');
      expect(Buffer.compare(await download(customer, id), Buffer.from(bytes))).toBe(0);
    }),
    { numRuns: 25 },
  );
});

describe('sending', () => {
  test('twice with the same files is once; with other files it is refused', async () => {
    await using world = await createWorld();
    const { customer, ticket } = await mariasFile(world);
    const upload = await customer.portal.upload.mutate({ name: 'one.txt', bytes: text('one') });
    const other = await customer.portal.upload.mutate({ name: 'two.txt', bytes: text('two') });
    const reply = { ticket: ticket.number, body: 'Once', requestId: requestId(), uploads: [upload.id] };
    const first = await customer.portal.reply.mutate(reply);
    expect(await customer.portal.reply.mutate(reply)).toEqual(first);
    expect((await customer.portal.ticket.query({ ticket: ticket.number })).messages).toHaveLength(2);
    for (const uploads of [[], [other.id], [upload.id, other.id]])
      expect(await refusalOf(customer.portal.reply.mutate({ ...reply, uploads }))).toBe('REQUEST_ID_REUSED');
  });

  test("takes a file once, and nobody's but the sender's; a refused message leaves the others chosen", async () => {
    await using world = await createWorld();
    const { customer, ticket } = await mariasFile(world);
    const stranger = await world.as(await world.contact());
    const foreign = await stranger.portal.upload.mutate({ name: 'theirs.txt', bytes: text('theirs') });
    const own = await customer.portal.upload.mutate({ name: 'own.txt', bytes: text('own') });
    const reply = (uploads: string[]) =>
      customer.portal.reply.mutate({ ticket: ticket.number, body: 'Files', requestId: requestId(), uploads });
    for (const uploads of [[foreign.id], [own.id, foreign.id], [own.id, own.id], ['upl_0']])
      expect(await refusalOf(reply(uploads))).toBe('ATTACHMENT_NOT_FOUND');
    expect(await customer.portal.uploads.query({ uploads: [foreign.id, own.id] })).toEqual([own]);
    await reply([own.id]);
    expect(await refusalOf(reply([own.id]))).toBe('ATTACHMENT_NOT_FOUND');
    expect((await customer.portal.ticket.query({ ticket: ticket.number })).messages).toHaveLength(2);
  });

  test('takes no more files than the desk allows', async () => {
    await using world = await createWorld();
    const { customer, ticket } = await mariasFile(world);
    const { portalSettings } = await world.as(await world.agent());
    expect(await customer.portal.attachmentLimits.query()).toEqual({ maxMegabytes: 10, mostFiles: 10 });
    await portalSettings.set.mutate({ settings: { 'attachments.max-mb': '1', 'attachments.most': 2 } });
    expect(await customer.portal.attachmentLimits.query()).toEqual({ maxMegabytes: 1, mostFiles: 2 });
    for (const [key, value] of [
      ['attachments.max-mb', '0'],
      ['attachments.max-mb', '101'],
      ['attachments.most', '0'],
      ['attachments.most', 'many'],
    ] as const)
      expect(await refusalOf(portalSettings.set.mutate({ settings: { [key]: value } }))).toBe('BAD_INPUT');
    const uploads: string[] = [];
    for (const name of ['1', '2', '3'])
      uploads.push((await customer.portal.upload.mutate({ name, bytes: text(name) })).id);
    const reply = { ticket: ticket.number, body: 'Three', requestId: requestId(), uploads };
    expect(await refusalOf(customer.portal.reply.mutate(reply))).toBe('FILE_NOT_USABLE');
    await customer.portal.reply.mutate({ ...reply, uploads: uploads.slice(0, 2) });
    const large = { name: 'film.mp4', bytes: new Uint8Array(1024 * 1024 + 1) };
    const failure = await customer.portal.upload.mutate(large).catch(failureOf);
    expect(failure).toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: 'The file "film.mp4" has 1.1 MB, and a file may have at most 1 MB.',
      facts: { bytes: 1024 * 1024 + 1, maxBytes: 1024 * 1024 },
    });
  });
});

describe('what is chosen and not sent', () => {
  test('may have 100 MB together, and room comes back with what is sent, removed or a day old', async () => {
    await using world = await createWorld();
    const maria = await world.contact();
    const customer = await world.as(maria);
    const ids: string[] = [];
    const ten = new Uint8Array(10 * 1024 * 1024).fill(7);
    const choose = async () => {
      ids.push((await customer.portal.upload.mutate({ name: 'ten.bin', bytes: ten })).id);
    };
    for (let count = 0; count < 10; count += 1) await choose();
    const failure = await customer.portal.upload
      .mutate({ name: 'one.txt', bytes: text('1') })
      .catch(failureOf);
    expect(failure).toMatchObject({ code: 'FILE_TOO_LARGE', facts: { isAllTogether: true } });
    await customer.portal.discardUpload.mutate({ upload: ids[0] as string });
    await choose();
    world.pass(dayMs + 1);
    expect(await forgetOldUploads(world.core)).toBe(10);
    await choose();
  });

  test('is forgotten after a day, and its content when nobody names it any more', async () => {
    await using world = await createWorld();
    const { maria, customer, attachment } = await mariasFile(world);
    const stored = async () => (await world.core.db.read.upload.findMany()).map((row) => row.sha256);
    await world.upload(maria, { name: 'same.txt', content: 'GET / 200' });
    await world.upload(maria, { name: 'lost.txt', content: 'Nobody sends this.' });
    const [same, lost] = await stored();
    world.pass(dayMs / 2);
    expect([await forgetOldUploads(world.core), await sweepFiles(world.core)]).toEqual([0, 0]);
    world.pass(dayMs / 2 + 1);
    expect([await forgetOldUploads(world.core), await sweepFiles(world.core)]).toEqual([2, 1]);
    expect((await download(customer, attachment.id)).toString()).toBe('GET / 200');
    await expect(world.core.files.read(lost as string, 0, 10)).rejects.toThrow();
    expect(Buffer.from(await world.core.files.read(same as string, 0, 3)).toString()).toBe('GET');
  });
});

describe('S34', () => {
  test('S34: files of a ticket that the filter hides are gone, as if they had never been', async () => {
    await using world = await createWorld();
    const { maria, customer, ticket, attachment } = await mariasFile(world);
    const stranger = await world.as(await world.contact());
    const told = async (client: PosternClient, id: string) => {
      const { requestId: _reference, ...failure } = await client.portal.attachment
        .query({ attachment: id })
        .then(() => ({ requestId: '', answered: true }), failureOf);
      return JSON.stringify(failure).replaceAll(id, '(the file)');
    };
    const unknown = await told(customer, 'att_0mw0hlgw02fa2a5d51a12a103f6bc');
    expect(unknown).toContain('ATTACHMENT_NOT_FOUND');
    expect(await told(customer, attachment.id)).toContain('answered');
    expect(await told(stranger, attachment.id)).toBe(unknown);
    for (const [hide, show] of [
      [{ inboxId: world.internalInboxId }, { inboxId: world.inboxId }],
      [{ hidden: 'SPAM' }, { hidden: null }],
    ]) {
      const set = (data: object) =>
        world.inTransaction(({ tx }) => tx.ticket.update({ where: { id: ticket.id }, data }));
      if ('inboxId' in (hide as object)) {
        await world.inTransaction(({ tx }) =>
          tx.portal.updateMany({ data: { filter: parseQuery('inbox:Support').tree } }),
        );
      }
      await set(hide as object);
      expect(await told(customer, attachment.id)).toBe(unknown);
      await set(show as object);
      expect(await told(customer, attachment.id)).toContain('answered');
    }
    await world.inTransaction(({ tx }) => tx.ticketContact.deleteMany({ where: { contactId: maria.id } }));
    expect(await told(customer, attachment.id)).toBe(unknown);
  });

  test('S34: a file that came over a channel that is not connected stays with the team', async () => {
    await using world = await createWorld();
    const { customer, ticket, attachment } = await mariasFile(world);
    const { channelId, id } = await world.inTransaction((work) =>
      buildConversation(work, {
        kind: 'EMAIL',
        inboxId: world.inboxId,
        isConnected: false,
        ticketId: ticket.id,
        messages: [],
      }),
    );
    await world.inTransaction(({ tx }) =>
      tx.message.updateMany({ data: { channelId, conversationId: id }, where: {} }),
    );
    expect(await refusalOf(customer.portal.attachment.query({ attachment: attachment.id }))).toBe(
      'ATTACHMENT_NOT_FOUND',
    );
    const agent = await world.as(await world.agent());
    expect(await agent.tickets.attachment.query({ attachment: attachment.id })).toMatchObject(attachment);
  });

  test('S34: a ticket hidden in the middle of a download ends it', async () => {
    await using world = await createWorld();
    const maria = await world.contact();
    const customer = await world.as(maria);
    const upload = await world.upload(maria, { name: 'big.bin', content: new Uint8Array(700_000).fill(1) });
    const ticket = await world.ticket({ from: maria, uploads: [upload] });
    const attachment = upload.replace('upl_', 'att_');
    const { next } = await customer.portal.attachment.query({ attachment });
    await world.inTransaction(({ tx }) =>
      tx.ticket.update({ where: { id: ticket.id }, data: { hidden: 'SPAM' } }),
    );
    expect(await refusalOf(customer.portal.attachment.query({ attachment, from: next ?? 0 }))).toBe(
      'ATTACHMENT_NOT_FOUND',
    );
  });
});

describe('S39', () => {
  test('S39: no table of files leads to a note, so no file of a customer can be one', async () => {
    await using world = await createWorld();
    const columnsOf = async (table: string) =>
      world.core.db.read.$queryRawUnsafe<{ table: string; from: string }[]>(
        `PRAGMA foreign_key_list("${table}")`,
      );
    const targets = [...(await columnsOf('Attachment')), ...(await columnsOf('Upload'))].map(
      ({ table }) => table,
    );
    expect(targets.sort()).toEqual(['Contact', 'Message']);
    const fields = await world.core.db.read.$queryRawUnsafe<{ name: string }[]>(
      "SELECT name FROM pragma_table_info('Attachment') UNION SELECT name FROM pragma_table_info('Upload')",
    );
    expect(fields.map(({ name }) => name).filter((name) => /note/i.test(name))).toEqual([]);
  });

  test('S39: the id of a note opens nothing, neither as a file nor as an upload', async () => {
    await using world = await createWorld();
    const { customer, ticket } = await mariasFile(world);
    const agent = await world.as(await world.agent());
    const note = { ticket: ticket.number, body: 'zebracanary', requestId: requestId() };
    const { id } = await agent.tickets.note.mutate(note);
    const tail = id.replace(/^not_/, '');
    expect(await refusalOf(customer.portal.attachment.query({ attachment: id }))).toBe('BAD_INPUT');
    expect(await refusalOf(customer.portal.attachment.query({ attachment: `att_${tail}` }))).toBe(
      'ATTACHMENT_NOT_FOUND',
    );
    const reply = { ticket: ticket.number, body: 'Mine?', requestId: requestId(), uploads: [`upl_${tail}`] };
    expect(await refusalOf(customer.portal.reply.mutate(reply))).toBe('ATTACHMENT_NOT_FOUND');
  });
});
