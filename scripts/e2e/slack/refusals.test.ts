/** What Slack refuses for good holds up nothing that comes behind it, and ends where a person can see it. */
import { expect, test } from 'vitest';
import { allDone, createSlackDesk, hurry, shownText, until } from './slack-desk.ts';

const note = async (desk: Awaited<ReturnType<typeof createSlackDesk>>, ticket: number, body: string) =>
  (await desk.agent()).tickets.note.mutate({
    ticket,
    body,
    requestId: `request-${body.replaceAll(' ', '-')}`,
  });

test('without the permission for files a file becomes a line, and what comes behind it is posted', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  desk.emulator.planFault({
    ...{ method: 'files.getUploadURLExternal', kind: 'refused', error: 'missing_scope', times: 9 },
  });
  const customer = await desk.world.as(desk.maria);
  const uploads = [await desk.world.upload(desk.maria, { name: 'console.txt', content: 'Error 7' })];
  const answer = { ticket: number, body: 'Here it is.', uploads, requestId: 'request-of-maria' };
  await customer.portal.reply.mutate(answer);
  await note(desk, number, 'Behind the file');
  const line = await until(
    () => desk.thread(card).find((each) => shownText(each).includes('console.txt (7 B) stays at the desk')),
    hurry(desk),
  );
  expect(shownText(line)).toContain(`postern ticket view ${number}`);
  await until(() => desk.thread(card).some((each) => shownText(each).includes('Behind the file')));
  await allDone(desk);
});

test('where a thread takes no answer any more, a new card takes its place with what was to be said', async () => {
  await using desk = await createSlackDesk();
  const { number } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  desk.emulator.planFault({
    ...{ method: 'chat.postMessage', kind: 'refused', error: 'cannot_reply_to_message', times: 1 },
  });
  await note(desk, number, 'Said to nobody');
  const fresh = await until(() => desk.cards().length === 2 && desk.cards()[1], hurry(desk));
  await until(() => desk.thread(fresh).some((each) => shownText(each).includes('Said to nobody')));
  await note(desk, number, 'Said there too');
  await until(() => desk.thread(fresh).some((each) => shownText(each).includes('Said there too')));
  await allDone(desk);
});

test('an agent who cannot be written to is passed over, and hears what comes later', async () => {
  await using desk = await createSlackDesk();
  const { number } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.emulator.act({ kind: 'slash', as: 'ada', channel: 'C0SUPPORT', text: '/postern mine' });
  desk.emulator.planFault({
    ...{ method: 'conversations.open', kind: 'refused', error: 'user_disabled', times: 1 },
  });
  const bo = await desk.world.as(desk.bo);
  await bo.tickets.assign.mutate({ ticket: number, to: desk.ada.email });
  await until(async () => (await desk.outboxStates()).includes('DEAD'), hurry(desk));
  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({ ticket: number, body: 'Again.', requestId: 'request-again' });
  const heard = await until(() => desk.messages().find(({ channel }) => channel.startsWith('D')));
  expect(shownText(heard)).toContain('Maria López answered your ticket');
});
