/** Files both ways: from people to the app, from the app into a thread, and through a dialog. */
import { expect, test } from 'vitest';
import {
  changedManifest,
  eventually,
  fullManifest,
  refusalOf,
  replyDialog,
  startStand,
} from './testing/stand.ts';
import type { Json } from './types.ts';

const room = 'C0SUPPORT';
const full = { manifestFile: fullManifest };
const bearer = { authorization: 'Bearer xoxb-postern-sample-workspace' };

const invoice = { name: 'invoice.csv', text: 'no,amount\n1,20' };

// biome-ignore lint/suspicious/noExplicitAny: a file as the API shows it
type SlackFile = any;

test('a file shared by a person arrives as file_share and is read with the token, not without', async () => {
  await using stand = await startStand(full);
  const heard: Json[] = [];
  await stand.startApp((app) =>
    app.message(async ({ message }) => void heard.push(message as unknown as Json)),
  );
  const ada = stand.emulator.as('ada');
  const root = await ada.say('#support', 'The customer sent this:');
  const { ts } = await ada.share('#support', [invoice], { text: 'See <b>', threadTs: root });
  await eventually(() => expect(heard).toHaveLength(2));
  expect(heard[1]).toMatchObject({
    subtype: 'file_share',
    ts,
    thread_ts: root,
    text: 'See &lt;b&gt;',
    files: [{ name: 'invoice.csv', mimetype: 'text/csv', size: 14, mode: 'hosted', user: 'U0ADAOKAFOR' }],
  });
  const [file] = heard[1]!.files as SlackFile[];
  const read = async (headers: Record<string, string>) =>
    (await fetch(file.url_private_download, { headers })).text();
  expect(await read(bearer)).toBe(invoice.text);
  expect(await read({})).toContain('<!DOCTYPE html>');
  expect(await read({ authorization: 'Bearer xoxb-other' })).toContain('Sign in');
  expect(await stand.web.files.info({ file: file.id })).toMatchObject({
    file: { id: file.id, shares: { private: { [room]: [{ ts }] } } },
  });
});

test('without files:read a download is a page to sign in, with status 200', async () => {
  const manifestFile = changedManifest(({ oauth_config: { scopes } }) => {
    scopes.bot = scopes.bot.filter((scope) => scope !== 'files:read');
  });
  await using stand = await startStand({ manifestFile });
  await stand.emulator.as('ada').share('#support', [invoice]);
  const { files } = stand.messages()[0] as { files: SlackFile[] };
  const answer = await fetch(files[0].url_private, { headers: bearer });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

test('a deleted file leaves a tombstone; one in a room without the app is not visible', async () => {
  await using stand = await startStand(full);
  const ada = stand.emulator.as('ada');
  const shown = await ada.share('#support', [invoice]);
  const hidden = await ada.share('#random', [invoice]);
  await ada.deleteFile(shown.files[0]!);
  expect(stand.messages()).toMatchObject([{ files: [{ id: shown.files[0], mode: 'tombstone' }] }]);
  const info = (file: string) => refusalOf(stand.web.files.info({ file }));
  expect(await info(shown.files[0]!)).toMatchObject({ error: 'file_deleted' });
  expect(await info(hidden.files[0]!)).toMatchObject({ error: 'not_visible' });
  expect(await info('F0NOWHERE')).toMatchObject({ error: 'file_not_found' });
});

test('in a channel shared with another company a file says no more than to ask for it', async () => {
  await using stand = await startStand(full);
  await stand.emulator.act({ kind: 'share', as: 'ada', channel: 'support' });
  const { files } = await stand.emulator.as('ada').share('#support', [invoice]);
  expect(stand.messages()).toMatchObject([{ files: [{ id: files[0], file_access: 'check_file_info' }] }]);
  expect((stand.messages()[0]!.files as SlackFile[])[0].name).toBeUndefined();
  expect(await stand.web.files.info({ file: files[0]! })).toMatchObject({ file: { name: 'invoice.csv' } });
});

test('the app uploads into a thread with the official client, in one message', async () => {
  await using stand = await startStand(full);
  const { ts } = await stand.web.chat.postMessage({ channel: room, text: 'card' });
  await stand.web.filesUploadV2({
    channel_id: room,
    thread_ts: ts!,
    initial_comment: 'From the customer',
    file_uploads: [
      { filename: 'a.txt', file: Buffer.from('first') },
      { filename: 'b.png', file: Buffer.from([0x89, 0x50, 0x4e, 0x47]), title: 'Screen' },
    ],
  });
  expect(stand.messages().slice(1)).toMatchObject([
    {
      subtype: 'file_share',
      bot_id: 'B0POSTERN',
      thread_ts: ts,
      text: 'From the customer',
      files: [
        { name: 'a.txt', size: 5 },
        { name: 'b.png', title: 'Screen', mimetype: 'image/png' },
      ],
    },
  ]);
  const [first] = stand.messages()[1]!.files as SlackFile[];
  expect(await (await fetch(first.url_private, { headers: bearer })).text()).toBe('first');
  expect(stand.emulator.defects()).toEqual([]);
});

test('an upload cannot be finished without bytes, nor twice, nor into a room without the app', async () => {
  await using stand = await startStand(full);
  const { upload_url: url, file_id: id } = await stand.web.files.getUploadURLExternal({
    filename: 'a.txt',
    length: 2,
  });
  const finish = (more: Json = {}) =>
    stand.web.apiCall('files.completeUploadExternal', { files: [{ id }], ...more });
  expect(await refusalOf(finish())).toMatchObject({ error: 'file_update_failed' });
  expect((await fetch(url!, { method: 'POST', body: 'hi' })).status).toBe(200);
  expect((await fetch(url!, { method: 'POST', body: 'hi' })).status).toBe(404);
  expect(await refusalOf(finish({ channel_id: 'C0RANDOM' }))).toMatchObject({ error: 'not_in_channel' });
  await finish({ channel_id: room });
  expect(await refusalOf(finish({ channel_id: room }))).toMatchObject({ error: 'file_update_failed' });
  expect(stand.messages()).toHaveLength(1);
});

test('a file put into a dialog reaches the app with the submission', async () => {
  await using stand = await startStand(full);
  const sent: Json[] = [];
  const field = { type: 'file_input', action_id: 'files', filetypes: ['csv'], max_files: 1 };
  const dialog = replyDialog({
    blocks: [
      { type: 'input', block_id: 'files', label: { type: 'plain_text', text: 'Files' }, element: field },
    ],
  });
  await stand.startApp((app) => {
    app.shortcut('ticket_new', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: dialog });
    });
    app.view('ticket.reply', async ({ ack, view }) => {
      sent.push(view.state.values as unknown as Json);
      await ack();
    });
  });
  const ada = stand.emulator.as('ada');
  await ada.shortcut('ticket_new');
  const { id } = await eventually(() => {
    expect(stand.state().views).toHaveLength(1);
    return stand.state().views[0] as { id: string };
  });
  const [text = '', csv = ''] = await ada.bring([{ name: 'a.txt', text: 'x' }, invoice]);
  const submit = async (files: string[]) =>
    (await ada.submit(id, { files })) as { view: { errors: Json } | null };
  expect((await submit([])).view?.errors).toEqual({ files: 'Please complete this required field.' });
  expect((await submit([csv, text])).view?.errors.files).toContain('no more than 1');
  expect((await submit([text])).view?.errors.files).toContain('these types: csv');
  expect((await submit([csv])).view).toBeNull();
  expect(sent).toMatchObject([
    { files: { files: { type: 'file_input', files: [{ id: csv, name: 'invoice.csv' }] } } },
  ]);
  const [{ url_private: url }] = (sent[0]!.files as SlackFile).files.files;
  expect(await (await fetch(url, { headers: bearer })).text()).toBe(invoice.text);
});
