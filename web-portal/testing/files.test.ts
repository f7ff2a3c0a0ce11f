/** Files in the portal: chosen with and without a script, kept after an error, offered for saving. */
import { parse } from 'content-disposition';
import { expect, test } from 'vitest';
import { formTokenOf } from '../src/request/form-guard.ts';
import { createPortalWorld, hiddenFields, type PortalWorld, textBox, type Visitor } from './portal-world.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const file = (content: string | Uint8Array<ArrayBuffer>, name: string, type = 'text/plain') =>
  new File([content], name, { type });

async function mariasTicket(world: PortalWorld) {
  const maria = await world.contact({ name: 'Maria' });
  const ticket = await world.ticket({ from: maria, subject: 'Page stays empty' });
  const visitor = await world.visitorAs(maria);
  const address = `/support/tickets/${ticket.number}`;
  return { maria, ticket, visitor, address };
}

/** Posts the form of the page again, with files and other fields; those of kept files go along. */
async function sendForm(
  visitor: Visitor,
  { html, action, fields }: { html: string; action: string; fields: [string, string | File][] },
) {
  const { formToken = '', requestId = '' } = hiddenFields(html, action);
  const kept = keptFiles(html).map(({ id }): [string, string] => ['upload', id]);
  return visitor.postFiles(action, [['formToken', formToken], ['requestId', requestId], ...kept, ...fields]);
}

/** The chips of a form, without the template of one. */
function keptFiles(html: string): { id: string; name: string; size: string }[] {
  const chips =
    /<input type="hidden" name="upload" value="(upl_[^"]*)"[^>]*\/?><bdi class="name">([^<]*)<\/bdi> <span class="size">\(([^)]*)\)/g;
  return [...html.matchAll(chips)].map(([, id = '', name = '', size = '']) => ({ id, name, size }));
}

async function attachmentsOf(visitor: Visitor, address: string) {
  const answer = await visitor.get(address, { accept: 'application/json' });
  const { messages } = (await answer.json()) as {
    messages: { text: string; attachments: { id: string; fileName: string; bytes: number; url: string }[] }[];
  };
  return messages.flatMap((message) => message.attachments);
}

const pathOf = (url: string) => new URL(url).pathname;

test('S58: files go along with a reply without a script, and show at the message in page, JSON and text', async () => {
  await using world = await createPortalWorld();
  const { visitor, address } = await mariasTicket(world);
  const html = await (await visitor.get(address)).text();
  const answer = await sendForm(visitor, {
    html,
    action: address,
    fields: [
      ['message', 'See the console.'],
      ['files', file('x'.repeat(86_016), 'console.log')],
      ['files', file(png, 'screen.png', 'image/png')],
    ],
  });
  expect(answer.status).toBe(303);

  const page = await (await visitor.get(address)).text();
  expect(page).toContain('<bdi>console.log</bdi></a> <span class="size">(84 KB)</span>');
  expect(page).toContain('screen.png');
  const [log, screen] = await attachmentsOf(visitor, address);
  expect(log).toEqual({
    id: expect.stringMatching(/^att_/),
    fileName: 'console.log',
    bytes: 86_016,
    mediaType: 'text/plain',
    url: `http://127.0.0.1:4000/support/attachments/${log?.id}`,
  });
  const text = await (await visitor.get(address, { accept: 'text/plain' })).text();
  expect(text).toContain(`  Attached: console.log (84 KB) ${log?.url}\n`);
  const saved = await visitor.get(pathOf(log?.url ?? ''));
  expect(await saved.text()).toBe('x'.repeat(86_016));
  const shown = await visitor.get(pathOf(screen?.url ?? ''));
  expect(Buffer.compare(Buffer.from(await shown.arrayBuffer()), png)).toBe(0);
});

test('after an error in another field, text and chosen files are kept, can be removed, and are sent once', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const visitor = await world.visitorAs(maria);
  const action = '/support/tickets/new';
  const html = await (await visitor.get(action)).text();
  const refused = await sendForm(visitor, {
    html,
    action,
    fields: [
      ['subject', ''],
      ['message', 'It does not print.'],
      ['files', file('one', 'one.txt')],
      ['files', file('two', 'two.txt')],
      // What an empty field for files is sent as.
      ['files', file('', '', 'application/octet-stream')],
    ],
  });
  expect(refused.status).toBe(422);
  const again = await refused.text();
  expect(textBox(again, 'message')).toBe('It does not print.');
  expect(keptFiles(again).map(({ name, size }) => `${name} ${size}`)).toEqual(['one.txt 3 B', 'two.txt 3 B']);

  const [one] = keptFiles(again);
  const removed = await sendForm(visitor, {
    html: again,
    action,
    fields: [
      ['subject', 'Printer'],
      ['message', 'It does not print.'],
      ['removeUpload', one?.id ?? ''],
    ],
  });
  expect(removed.status).toBe(200);
  const third = await removed.text();
  expect(keptFiles(third).map(({ name }) => name)).toEqual(['two.txt']);
  expect(third).toContain('value="Printer"');
  expect(await world.core.db.read.upload.count()).toBe(1);

  const fields: [string, string | File][] = [
    ['subject', 'Printer'],
    ['message', 'It does not print.'],
    ['files', file('three', 'three.txt')],
  ];
  const filed = await sendForm(visitor, { html: third, action, fields });
  expect(filed.status).toBe(303);
  const number = Number(new URL(filed.headers.get('location') ?? '', 'http://x').searchParams.get('filed'));
  const files = await attachmentsOf(visitor, `/support/tickets/${number}`);
  expect(files.map(({ fileName }) => fileName)).toEqual(['two.txt', 'three.txt']);
  expect(await world.core.db.read.upload.count()).toBe(0);
});

test('a file that is too large or empty is named beside the field; the others and the text stay', async () => {
  await using world = await createPortalWorld();
  await world.inTransaction(({ tx }) =>
    tx.setting.create({ data: { key: 'attachments', value: { maxMegabytes: 1, mostFiles: 2 } } }),
  );
  const { visitor, address } = await mariasTicket(world);
  const html = await (await visitor.get(address)).text();
  expect(html).toContain('Up to 2 files of at most 1 MB each.');
  const answer = await sendForm(visitor, {
    html,
    action: address,
    fields: [
      ['message', 'Three files.'],
      ['files', file(new Uint8Array(1024 * 1024 + 1), '<b>film</b>.mp4')],
      ['files', file('', 'empty.txt')],
      ['files', file('fine', 'fine.txt')],
    ],
  });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain('“b&gt;.mp4” is too large: a file may have at most 1 MB.');
  expect(page).not.toContain('<b>film');
  expect(page).toContain('“empty.txt” is empty.');
  expect(textBox(page, 'message')).toBe('Three files.');
  expect(keptFiles(page).map(({ name }) => name)).toEqual(['fine.txt']);
});

test('a script sends a file by itself with the token of its page, and takes it back', async () => {
  await using world = await createPortalWorld();
  const { visitor, address } = await mariasTicket(world);
  const { formToken = '' } = hiddenFields(await (await visitor.get(address)).text(), address);
  const upload = (name: string, headers: Record<string, string>, body = 'hello') =>
    visitor.send(`/support/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', body, headers });
  const token = { 'x-form-token': formToken };
  const kept = await upload('héllo.txt', token);
  expect(kept.status).toBe(201);
  const { id, ...facts } = (await kept.json()) as { id: string };
  expect(facts).toEqual({ fileName: 'héllo.txt', bytes: 5, mediaType: 'text/plain', size: '5 B' });

  expect((await upload('x', {})).status).toBe(403);
  expect((await upload('x', { ...token, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await upload('x', { ...token, origin: 'https://evil.example' })).status).toBe(403);
  const empty = await upload('nothing.txt', token, '');
  expect(empty.status).toBe(422);
  expect(await empty.json()).toEqual({
    error: { code: 'FILE_NOT_USABLE', message: '“nothing.txt” is empty. Please choose another file.' },
  });

  const remove = () => visitor.send(`/support/uploads/${id}`, { method: 'DELETE', headers: token });
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
  expect(await world.core.db.read.upload.count()).toBe(0);
});

test('who is not signed in is told so before a byte is read, and what they wrote is kept', async () => {
  await using world = await createPortalWorld();
  const { address, visitor } = await mariasTicket(world);
  const html = await (await visitor.get(address)).text();
  const stranger = world.visitor();
  let isRead = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        isRead = true;
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { 'x-form-token': formTokenOf('made up') };
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
  expect((await stranger.send('/support/uploads?name=x', init)).status).toBe(401);
  expect(isRead).toBe(false);

  const answer = await sendForm(stranger, {
    html,
    action: address,
    fields: [
      ['message', 'My words'],
      ['files', file('secret', 'secret.txt')],
    ],
  });
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain('My words');
  expect(await world.core.db.read.upload.count()).toBe(0);
});

test('an upload that breaks off leaves nothing, and neither does a form with a foreign token', async () => {
  await using world = await createPortalWorld();
  const { address, visitor } = await mariasTicket(world);
  const html = await (await visitor.get(address)).text();
  const { formToken = '' } = hiddenFields(html, address);
  const head = `--edge\r\nContent-Disposition: form-data; name="formToken"\r\n\r\n${formToken}\r\n--edge\r\nContent-Disposition: form-data; name="files"; filename="half.txt"\r\nContent-Type: text/plain\r\n\r\nhalf of`;
  const headers = { 'content-type': 'multipart/form-data; boundary=edge', 'sec-fetch-site': 'same-origin' };
  const cut = await visitor.send(address, { method: 'POST', body: head, headers });
  expect(cut.status).toBe(415);
  const none = await visitor.send(address, {
    method: 'POST',
    body: 'nothing of the kind',
    headers: { ...headers, 'content-type': 'multipart/form-data' },
  });
  expect(none.status).toBe(415);
  const foreign = await visitor.postFiles(address, [
    ['formToken', formTokenOf('another session')],
    ['message', 'Hello'],
    ['files', file('mine', 'mine.txt')],
  ]);
  expect(foreign.status).toBe(403);
  expect(await world.core.db.read.upload.count()).toBe(0);
  expect(await world.core.db.read.message.count()).toBe(1);
});

test('whatever was attached, nothing of it acts: no page, no drawing, no header of its own', async () => {
  await using world = await createPortalWorld();
  const { visitor, address } = await mariasTicket(world);
  const html = await (await visitor.get(address)).text();
  const hostile = [
    file('<script>alert(1)</script>', 'page.html', 'text/html'),
    file('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'drawing.svg', 'image/svg+xml'),
    file('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'drawing.png', 'image/png'),
    file('<html>', 'a"; filename="b.html\r\nSet-Cookie: x=1', 'image/png'),
    file('%PDF-1.7', 'photo\u202egnp.exe', 'image/gif'),
    file('MZ\x90\0', '請求書 "2231" é.png', 'image/png'),
  ];
  const fields = hostile.map((each): [string, File] => ['files', each]);
  const sent = await sendForm(visitor, { html, action: address, fields: [['message', 'Look'], ...fields] });
  expect(sent.status).toBe(303);
  const files = await attachmentsOf(visitor, address);
  expect(files).toHaveLength(hostile.length);
  for (const { url, fileName } of files) {
    const answer = await visitor.get(pathOf(url));
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(parse(disposition)).toMatchObject({ type: 'attachment', parameters: { filename: fileName } });
    expect(disposition).not.toMatch(/[\r\n\u202e]/);
    expect(answer.headers.get('content-type')).not.toMatch(/html|svg|^image/);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
});

test('a picture is shown in place, HEAD tells its size and sends nothing', async () => {
  await using world = await createPortalWorld();
  const { maria, visitor } = await mariasTicket(world);
  const uploads = [await world.upload(maria, { name: 'shot.txt', content: png })];
  await world.ticket({ from: maria, uploads });
  const address = `/support/attachments/${uploads[0]?.replace('upl_', 'att_')}`;
  const answer = await visitor.get(address);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(answer.headers.get('content-disposition')).toBe('inline; filename=shot.txt');
  const head = await visitor.send(address, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    String(png.length),
    '',
  ]);
});

test('S34: a file of a hidden ticket, of a stranger and of nobody is the same page as one that never was', async () => {
  await using world = await createPortalWorld();
  const { maria, visitor } = await mariasTicket(world);
  const upload = await world.upload(maria, { name: 'a.txt', content: 'zebracanary' });
  const ticket = await world.ticket({ from: maria, uploads: [upload] });
  const id = upload.replace('upl_', 'att_');
  const stranger = await world.visitorAs(await world.contact({ name: 'Maria', email: 'other@x.example' }));
  const told = async (who: Visitor, file: string) => {
    const answer = await who.get(`/support/attachments/${file}`);
    const text = (await answer.text())
      .replace(/name="formToken" value="[^"]*"/g, '')
      .replaceAll(maria.name, '');
    return `${answer.status} ${[...answer.headers].join()} ${text}`;
  };
  expect(await told(visitor, id)).toContain('zebracanary');
  const unknown = await told(visitor, 'att_0000');
  expect(unknown).toMatch(/^404 .*There is no such file here/s);
  for (const odd of ['x', '..%2f..', '%00', 'att_', '1042', 'not_0000'])
    expect(await told(visitor, odd)).toBe(unknown);
  expect(await told(stranger, id)).toBe(unknown);
  await world.inTransaction(({ tx }) =>
    tx.ticket.update({ where: { id: ticket.id }, data: { hidden: 'SPAM' } }),
  );
  expect(await told(visitor, id)).toBe(unknown);
  const nobody = await world.visitor().get(`/support/attachments/${id}`);
  expect(nobody.status).toBe(401);
  expect(await nobody.text()).not.toContain('zebracanary');
});

test("the files' script is on pages with a form for files and nowhere else, and weighs little", async () => {
  await using world = await createPortalWorld();
  const { visitor, address } = await mariasTicket(world);
  const list = await (await visitor.get('/support')).text();
  expect(list).not.toContain('/_portal/files.');
  for (const page of [address, '/support/tickets/new']) {
    const [script = ''] =
      /\/_portal\/files\.[0-9a-f]+\.js/.exec(await (await visitor.get(page)).text()) ?? [];
    expect(Buffer.byteLength(await (await visitor.get(script)).text())).toBeLessThan(6 * 1024);
  }
});
