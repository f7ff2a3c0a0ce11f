/** Files between Slack and the desk. */
import { expect, test } from 'vitest';
import { createSlackDesk, hurry, type SlackDesk, type SlackMessage, shownText, until } from './slack-desk.ts';

async function share(desk: SlackDesk, card: SlackMessage, as: string, files: unknown[], text = '') {
  const { channel, ts: threadTs } = card;
  await desk.emulator.act({ kind: 'upload', as, channel, threadTs, files, ...(text && { text }) });
}

const notes = async (desk: SlackDesk, number: number) =>
  (await desk.view(number)).timeline
    .filter(({ kind }) => kind === 'note')
    .map(({ text, attachments }) => ({ text, files: attachments.map(({ fileName }) => fileName) }));

test("files of a thread become the note's own; what is too large is named; a stranger's are named alone", async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const film = { name: 'film.mp4', base64: Buffer.alloc(11 * 1_048_576, 7).toString('base64') };
  await share(desk, card, 'ada', [{ name: 'log.txt', text: 'CANARY' }, film], 'See here');
  await share(desk, card, 'kim', [{ name: 'kim.txt', text: 'CANARY' }]);
  await until(async () => (await notes(desk, number)).length === 2);
  expect(await notes(desk, number)).toEqual([
    {
      text: [
        'See here',
        '[Shared in Slack: log.txt]',
        '[Shared in Slack: film.mp4]',
        '[Not kept: The file "film.mp4" has 11 MB, and a file may have at most 10 MB.]',
      ].join('\n'),
      files: ['log.txt'],
    },
    { text: '[Shared in Slack: kim.txt]', files: [] },
  ]);
  expect(await desk.portalText(number)).not.toMatch(/log\.txt|film\.mp4|CANARY/);
});

test('where Slack answers a page to sign in on, the words are kept without the file', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  // Slack tells of the file, and does not hand it out.
  desk.parts.config.botToken = 'xoxb-of-another-app';
  await share(desk, card, 'ada', [{ name: 'log.txt', text: 'CANARY' }], 'See here');
  await until(async () => (await notes(desk, number)).length === 1);
  const [note] = await notes(desk, number);
  expect(note?.text).toContain('Slack did not give the file "log.txt".');
  expect(note?.files).toEqual([]);
});

const filesIn = (desk: SlackDesk, card: SlackMessage) =>
  desk
    .thread(card)
    .flatMap((message) => (message as { files?: { name: string }[] }).files ?? [])
    .map(({ name }) => name);

async function reply(desk: SlackDesk, number: number, files: { name: string; content: string }[]) {
  const uploads: string[] = [];
  for (const file of files) uploads.push(await desk.world.upload(desk.maria, file));
  const customer = await desk.world.as(desk.maria);
  const requestId = `request-with-${files.length}-${number}`;
  await customer.portal.reply.mutate({ ticket: number, body: 'See the files.', requestId, uploads });
}

test("a customer's files follow their message into the thread, each once; one that is too large is named", async () => {
  await using desk = await createSlackDesk();
  await desk.world.inTransaction(({ tx }) =>
    tx.setting.create({ data: { key: 'attachments', value: { maxMegabytes: 30, mostFiles: 10 } } }),
  );
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await reply(desk, number, [
    { name: 'console.txt', content: 'Error 7' },
    { name: 'film.mp4', content: 'x'.repeat(21 * 1_048_576) },
  ]);
  const line = await until(() =>
    desk.thread(card).find((each) => shownText(each).includes('film.mp4 (21 MB) stays at the desk.')),
  );
  expect(shownText(line)).toContain(`postern ticket view ${number}`);
  expect(filesIn(desk, card)).toEqual(['console.txt']);
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
});

test('a file whose sharing Slack took in without an answer is not shown twice', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  desk.emulator.planFault({ method: 'files.completeUploadExternal', kind: 'resetAfterAccept' });
  await reply(desk, number, [{ name: 'console.txt', content: 'Error 7' }]);
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'), hurry(desk));
  expect(filesIn(desk, card)).toEqual(['console.txt']);
});
