/** What a thread says of a ticket's changes and of its replies, and what the card alone says. */
import { type Delivery, workerSurface } from '@postern/core';
import { expect, test } from 'vitest';
import {
  allDone,
  createSlackDesk,
  type SlackDesk,
  type SlackMessage,
  shownText,
  until,
} from './slack-desk.ts';

const lines = (desk: SlackDesk, card: SlackMessage) => desk.thread(card).map(shownText);

test('claiming, handing over, closing and reopening have a line in the thread; fields change on the card alone', async () => {
  await using desk = await createSlackDesk();
  const { number: ticket, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const { tickets } = await desk.agent();
  await tickets.setPriority.mutate({ ticket, to: 'urgent' });
  await tickets.setStage.mutate({ ticket, to: 'Waiting on us' });
  await tickets.tag.mutate({ ticket, add: ['vip'], remove: [] });
  await tickets.claim.mutate({ ticket });
  await tickets.assign.mutate({ ticket, to: desk.bo.email });
  await tickets.snooze.mutate({ ticket, until: null });
  await tickets.wake.mutate({ ticket });
  await tickets.close.mutate({ ticket });
  await tickets.reopen.mutate({ ticket });
  await allDone(desk);
  expect(lines(desk, card)).toEqual([
    'Ada Okafor: assigned to Ada Okafor',
    'Ada Okafor: assigned to Bo Lindqvist',
    'Ada Okafor: closed',
    'Ada Okafor: reopened',
  ]);
  expect(desk.cards().map(shownText).join()).toContain('Priority\nUrgent');
});

test('the card says how many files came with the ticket', async () => {
  await using desk = await createSlackDesk();
  const uploads = [];
  for (const name of ['one.txt', 'two.txt'])
    uploads.push(await desk.world.upload(desk.maria, { name, content: `This is ${name}.` }));
  const customer = await desk.world.as(desk.maria);
  const filing = { subject: 'Cannot sign in', body: 'See the files.', requestId: 'request-with-files' };
  await customer.portal.fileTicket.mutate({ ...filing, uploads });
  await until(() =>
    desk.cards().some((card) => shownText(card).includes('Filed in the portal. 2 files. 1 message.')),
  );
});

test('a reply says in the thread when its mail failed, once that is known', async () => {
  await using desk = await createSlackDesk();
  const { number: ticket, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const { tickets } = await desk.agent();
  const { audience } = await desk.view(ticket);
  const reply = { ticket, body: 'Please try again.', audienceHash: audience.hash };
  await tickets.reply.mutate({ ...reply, requestId: 'request-reply' });
  const said =
    'SENT TO CUSTOMER by Ada Okafor, from the terminal\nPlease try again.\nPortal: delivered 09:30 UTC.';
  await until(() => lines(desk, card).includes(said));
  await allDone(desk);
  await desk.world.inTransaction((work) =>
    work.tx.outboxItem.updateMany({ where: { kind: 'EMAIL' }, data: { state: 'PENDING' } }),
  );
  const refused: Delivery = {
    send: async () => ({ state: 'dead', reason: 'Their server says 550: no such mailbox.' }),
    reconcile: async () => ({ state: 'retry', reason: 'It did not arrive.' }),
  };
  const worker = workerSurface(desk.world.core, { EMAIL: refused });
  await worker.start?.();
  await until(() =>
    lines(desk, card).includes(`${said} Mail to Maria López failed: Their server says 550: no such mailbox.`),
  );
  await worker.stop?.();
});
