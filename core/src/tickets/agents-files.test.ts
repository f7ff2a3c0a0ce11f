/** Files that agents send: with replies, notes, replies that wait, and tickets in a customer's name. */
import { describe, expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { renderMail } from '../mail/render-mail.ts';
import { mailPayload } from '../outbox/mail-payload.ts';
import { forgetOldUploads, sweepFiles } from '../portal/forget-uploads.ts';
import { slackThreadEntry } from '../slack/slack-views.ts';
import { createWorld, type World } from '../testing/index.ts';
import { releaseDue } from './release-held.ts';

const dayMs = 86_400_000;
const bytes = (text: string) => new TextEncoder().encode(text);

async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: unknown) => failureOf(error).code,
  );
}

/** Maria's ticket, Ada who answers it, and what a message of hers needs. */
async function agentsDesk(world: World) {
  const maria = await world.contact({ name: 'Maria' });
  const ticket = await world.ticket({ from: maria });
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const customer = await world.as(maria);
  const choose = async (name: string, text = name) =>
    (await ada.tickets.upload.mutate({ name, bytes: bytes(text) })).id;
  let count = 0;
  const message = async (more: { uploads?: string[]; holdSeconds?: number }) => {
    count += 1;
    const { audience } = await ada.tickets.view.query({ ticket: ticket.number });
    const requestId = `agents-files-${count}`;
    return { ticket: ticket.number, body: 'See the file.', audienceHash: audience.hash, requestId, ...more };
  };
  const namesSeen = async () =>
    (await customer.portal.ticket.query({ ticket: ticket.number })).messages.flatMap(({ attachments }) =>
      attachments.map(({ fileName }) => fileName),
    );
  const team = async () => ada.tickets.view.query({ ticket: ticket.number });
  return { maria, ticket, ada, customer, choose, message, namesSeen, team };
}

test('a file goes along with a reply: the customer opens it, the mail names it, Slack shows it', async () => {
  await using world = await createWorld();
  const { ada, customer, choose, message, ticket, namesSeen } = await agentsDesk(world);
  const uploads = [await choose('fix.txt', 'Turn it on.'), await choose('second.txt')];
  const reply = await message({ uploads });
  const { id } = await ada.tickets.reply.mutate(reply);
  expect((await ada.tickets.reply.mutate(reply)).id).toBe(id);
  expect(await refusalOf(ada.tickets.reply.mutate({ ...reply, uploads: [] }))).toBe('REQUEST_ID_REUSED');

  expect(await namesSeen()).toEqual(['fix.txt', 'second.txt']);
  const { messages } = await customer.portal.ticket.query({ ticket: ticket.number });
  const attachment = messages.at(-1)?.attachments[0]?.id as string;
  const piece = await customer.portal.attachment.query({ attachment });
  expect(Buffer.from(piece.content, 'base64').toString()).toBe('Turn it on.');
  const mail = (await world.outbox()).find(({ kind }) => kind === 'EMAIL');
  expect(await renderMail(world.core, mailPayload.parse(mail?.payload))).toMatchObject({
    text: expect.stringContaining('Attached: fix.txt (11 B)\nAttached: second.txt (10 B)\n'),
  });
  expect(await slackThreadEntry(world.core, { op: 'message', messageId: id })).toMatchObject({
    files: [{ fileName: 'fix.txt', bytes: 11 }, { fileName: 'second.txt' }],
  });
});

test('the same file uploaded once more under the same id is the same message: a crash sends nothing twice', async () => {
  await using world = await createWorld();
  const { ada, choose, message, ticket, namesSeen, team } = await agentsDesk(world);
  for (const holdSeconds of [0, 30]) {
    const reply = await message({ uploads: [await choose('a.txt', 'One')], holdSeconds });
    const { id } = await ada.tickets.reply.mutate(reply);
    const again = { ...reply, uploads: [await choose('a.txt', 'One')] };
    expect((await ada.tickets.reply.mutate(again)).id).toBe(id);
    for (const other of [await choose('a.txt', 'Two'), await choose('b.txt', 'One')])
      expect(await refusalOf(ada.tickets.reply.mutate({ ...reply, uploads: [other] }))).toBe(
        'REQUEST_ID_REUSED',
      );
  }
  const note = { ticket: ticket.number, body: 'Inside.', requestId: 'agents-files-again' };
  const kept = await ada.tickets.note.mutate({ ...note, uploads: [await choose('c.txt')] });
  const again = await ada.tickets.note.mutate({ ...note, uploads: [await choose('c.txt')] });
  expect(again.id).toBe(kept.id);
  expect(await namesSeen()).toEqual(['a.txt']);
  expect((await team()).held).toHaveLength(1);
  // The second copies are forgotten; what was refused waits for its day to pass.
  expect((await world.core.db.read.upload.findMany()).length).toBe(4);
});

test('an agent files a ticket in a name with the file that came by telephone', async () => {
  await using world = await createWorld();
  const { maria, ada, customer, choose } = await agentsDesk(world);
  const form = { from: maria.email, subject: 'A call', body: 'She sent it.', requestId: 'agents-files-new' };
  const filed = await ada.tickets.create.mutate({ ...form, uploads: [await choose('scan.txt')] });
  const { messages } = await customer.portal.ticket.query({ ticket: filed.number });
  expect(messages).toMatchObject([{ author: { kind: 'you' }, attachments: [{ fileName: 'scan.txt' }] }]);
});

describe('a file of a note', () => {
  test('is the team’s: no id, and nothing of the portal, leads a customer to it', async () => {
    await using world = await createWorld();
    const { ada, customer, choose, ticket, namesSeen, team } = await agentsDesk(world);
    const note = {
      ticket: ticket.number,
      body: 'Look.',
      requestId: 'agents-files-note',
      uploads: [await choose('contract.txt', 'zebracanary')],
    };
    const { id: noteId } = await ada.tickets.note.mutate(note);
    expect((await ada.tickets.note.mutate(note)).id).toBe(noteId);
    expect(await refusalOf(ada.tickets.note.mutate({ ...note, uploads: [] }))).toBe('REQUEST_ID_REUSED');
    const entry = (await team()).timeline.find(({ kind }) => kind === 'note');
    expect(entry?.attachments).toMatchObject([{ fileName: 'contract.txt', bytes: 11 }]);
    const file = entry?.attachments[0]?.id as string;
    const piece = await ada.tickets.noteFile.query({ file });
    expect(Buffer.from(piece.content, 'base64').toString()).toBe('zebracanary');
    expect(await slackThreadEntry(world.core, { op: 'note', noteId })).toMatchObject({
      files: [{ fileName: 'contract.txt', bytes: 11 }],
    });

    expect(await namesSeen()).toEqual([]);
    const asked = (attachment: string) => refusalOf(customer.portal.attachment.query({ attachment }));
    expect(await asked(file)).toBe('BAD_INPUT');
    expect(await asked(file.replace('nfl_', 'att_'))).toBe('ATTACHMENT_NOT_FOUND');
    // Not by the agents' procedure for files of messages either.
    const attachment = file.replace('nfl_', 'att_');
    expect(await refusalOf(ada.tickets.attachment.query({ attachment }))).toBe('ATTACHMENT_NOT_FOUND');
    expect((await ada.tickets.list.query({ query: 'has:attachment' })).items).toEqual([]);
  });
});

describe('a file of a reply that waits', () => {
  test('is nowhere for customers until it is released, and then once', async () => {
    await using world = await createWorld();
    const { ada, customer, choose, message, namesSeen, team } = await agentsDesk(world);
    const reply = await message({ uploads: [await choose('later.txt')], holdSeconds: 30 });
    const held = await ada.tickets.reply.mutate(reply);
    expect(await ada.tickets.reply.mutate(reply)).toEqual(held);
    expect(await refusalOf(ada.tickets.reply.mutate({ ...reply, uploads: [] }))).toBe('REQUEST_ID_REUSED');
    expect((await team()).held).toMatchObject([{ attachments: [{ fileName: 'later.txt', bytes: 9 }] }]);
    const ids = ['att_', 'hld_', 'upl_'].map((kind) => reply.uploads?.[0]?.replace('upl_', kind) as string);
    for (const attachment of ids)
      expect(await refusalOf(customer.portal.attachment.query({ attachment }))).toMatch(
        /^(ATTACHMENT_NOT_FOUND|BAD_INPUT)$/,
      );
    expect(await namesSeen()).toEqual([]);
    // Nothing of it is swept away, however long it waits.
    world.pass(2 * dayMs);
    expect([await forgetOldUploads(world.core), await sweepFiles(world.core)]).toEqual([0, 0]);
    await releaseDue(world.core);
    expect(await namesSeen()).toEqual(['later.txt']);
    expect(await ada.tickets.reply.mutate(reply)).toMatchObject({ held: null });
    expect(await namesSeen()).toEqual(['later.txt']);
    expect((await world.core.db.read.heldFile.findMany()).length).toBe(0);
  });

  test('vanishes with the reply when that is taken back, and its content with it', async () => {
    await using world = await createWorld();
    const { ada, choose, message, namesSeen } = await agentsDesk(world);
    const upload = await choose('never.txt', 'Nobody reads this.');
    const { sha256 } = await world.core.db.read.upload.findUniqueOrThrow({ where: { id: upload } });
    const { id } = await ada.tickets.reply.mutate(await message({ uploads: [upload], holdSeconds: 30 }));
    expect(await ada.tickets.takeBack.mutate({ reply: id })).toMatchObject({
      text: 'See the file.',
      attachments: [{ fileName: 'never.txt' }],
    });
    world.pass(2 * dayMs);
    await releaseDue(world.core);
    expect(await namesSeen()).toEqual([]);
    expect([await forgetOldUploads(world.core), await sweepFiles(world.core)]).toEqual([0, 1]);
    await expect(world.core.files.read(sha256, 0, 10)).rejects.toThrow();
  });

  test('stays with it when it is stopped, and goes when its agent sends it after all', async () => {
    await using world = await createWorld();
    const { ada, customer, choose, message, ticket, namesSeen, team } = await agentsDesk(world);
    const reply = await message({ uploads: [await choose('kept.txt')], holdSeconds: 30 });
    const { id } = await ada.tickets.reply.mutate({ ...reply, stopIfTheyWrite: true });
    const { number } = ticket;
    await customer.portal.reply.mutate({ ticket: number, body: 'Wait!', requestId: 'agents-files-wait' });
    world.pass(31_000);
    await releaseDue(world.core);
    expect((await team()).held).toMatchObject([
      { state: 'stopped', attachments: [{ fileName: 'kept.txt' }] },
    ]);
    expect(await namesSeen()).toEqual([]);
    await ada.tickets.sendNow.mutate({ reply: id });
    expect(await namesSeen()).toEqual(['kept.txt']);
  });
});

describe('what an agent has chosen', () => {
  test('is refused in the words that customers get, and belongs to nobody else', async () => {
    await using world = await createWorld();
    const { ada, customer, choose, message, ticket, namesSeen } = await agentsDesk(world);
    const bo = await world.as(await world.agent({ name: 'Bo' }));
    expect(await ada.tickets.attachmentLimits.query()).toEqual({ maxMegabytes: 10, mostFiles: 10 });
    for (const file of [
      { name: 'nothing.txt', bytes: bytes('') },
      { name: 'film.mp4', bytes: new Uint8Array(10 * 1024 * 1024 + 1) },
    ]) {
      const told = async (call: Promise<unknown>) => {
        const { requestId: _reference, ...failure } = await call.then(
          () => ({ requestId: '', code: 'ok' }),
          failureOf,
        );
        return failure;
      };
      const refused = await told(ada.tickets.upload.mutate(file));
      expect(refused.code).toMatch(/^FILE_/);
      expect(refused).toEqual(await told(customer.portal.upload.mutate(file)));
    }
    const upload = await choose('mine.txt');
    const discard = (client: typeof bo) => refusalOf(client.tickets.discardUpload.mutate({ upload }));
    expect(await discard(bo)).toBe('ATTACHMENT_NOT_FOUND');
    const { audienceHash, requestId } = await message({});
    const call = { ticket: ticket.number, body: 'Mine?', uploads: [upload] };
    for (const holdSeconds of [0, 30])
      expect(
        await refusalOf(bo.tickets.reply.mutate({ ...call, audienceHash, requestId, holdSeconds })),
      ).toBe('ATTACHMENT_NOT_FOUND');
    expect(await refusalOf(bo.tickets.note.mutate({ ...call, requestId }))).toBe('ATTACHMENT_NOT_FOUND');
    expect(await refusalOf(customer.portal.reply.mutate({ ...call, requestId }))).toBe(
      'ATTACHMENT_NOT_FOUND',
    );
    expect(await discard(ada)).toContain('answered');
    expect(await refusalOf(ada.tickets.reply.mutate(await message({ uploads: [upload] })))).toBe(
      'ATTACHMENT_NOT_FOUND',
    );
    expect(await namesSeen()).toEqual([]);
  });

  test('and never sent is forgotten after a day', async () => {
    await using world = await createWorld();
    const { choose, ada, message } = await agentsDesk(world);
    const upload = await choose('old.txt');
    world.pass(dayMs + 1);
    expect([await forgetOldUploads(world.core), await sweepFiles(world.core)]).toEqual([1, 1]);
    expect(await refusalOf(ada.tickets.reply.mutate(await message({ uploads: [upload] })))).toBe(
      'ATTACHMENT_NOT_FOUND',
    );
  });
});
