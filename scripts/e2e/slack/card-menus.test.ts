/** Everything else that a card can do: sleeping, releasing, assigning, priority, merging, and putting away. */
import { expect, test } from 'vitest';
import { createSlackDesk, type SlackDesk, type SlackMessage, shownText, until } from './slack-desk.ts';

interface Option {
  value: string;
  text: { text: string };
}

async function choose(desk: SlackDesk, card: SlackMessage, what: string, as = 'ada') {
  const [actionId, id] = what.startsWith('snooze ')
    ? ['ticket.snooze', what.slice('snooze '.length)]
    : ['ticket.more', what];
  const ticketId = card.metadata?.event_payload.t;
  const { channel, ts } = card;
  await desk.emulator.act({ kind: 'click', as, channel, ts, actionId, option: `${id} ${ticketId}` });
}

async function open(desk: SlackDesk, card: SlackMessage, what: string, as = 'ada') {
  await choose(desk, card, what, as);
  return until(() => desk.dialogs()[0]);
}

async function fill(desk: SlackDesk, as: string, values: Record<string, unknown>) {
  const dialog = desk.dialogs()[0];
  return (await desk.emulator.act({ kind: 'submit', as, viewId: dialog?.id, values })) as {
    view: { errors: Record<string, string>; view: { blocks: SlackMessage['blocks'] } } | null;
  };
}

async function suggest(desk: SlackDesk, as: string, actionId: string, query: string): Promise<Option[]> {
  const viewId = desk.dialogs()[0]?.id;
  const { options } = await desk.emulator.act({ kind: 'suggest', as, viewId, actionId, query });
  return options as Option[];
}

const slackUsers: Record<string, string> = { ada: 'U0ADAOKAFOR', bo: 'U0BOLINDQV' };

const dialogOf = (desk: SlackDesk, as: string) =>
  desk.dialogs().find(({ owner }) => owner === slackUsers[as])?.id ?? '';

const cardShowing = (desk: SlackDesk, number: number, words: string) =>
  until(() =>
    desk.cards().find((each) => shownText(each).includes(`#${number}`) && shownText(each).includes(words)),
  );

test('a ticket sleeps for as long as was chosen, in the morning of whoever chose, and wakes again', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await choose(desk, card, 'snooze tomorrow');
  const asleep = await cardShowing(desk, number, 'Snoozed until 2026-11-04 09:00 UTC, or until they reply.');
  expect((await desk.view(number)).snoozed).toMatchObject({ until: '2026-11-04T09:00:00.000Z' });
  expect(shownText(asleep)).toContain('Wake');

  await desk.click('bo', asleep, 'ticket.wake');
  const awake = await until(() => desk.cards().find((each) => !shownText(each).includes('Snoozed')));
  expect((await desk.view(number)).snoozed).toBeNull();
  await choose(desk, awake, 'snooze answer', 'bo');
  await cardShowing(desk, number, 'Snoozed until they reply. Put to sleep by Bo Lindqvist.');
});

test('only whoever has a ticket releases it; anybody else is told who has it', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.click('ada', card, 'ticket.claim');
  const claimed = await cardShowing(desk, number, 'Owner\nAda Okafor');
  await desk.click('bo', claimed, 'ticket.release');
  const [whisper] = await until(() => desk.whispers().length === 1 && desk.whispers());
  expect(whisper).toMatchObject({
    recipient: 'U0BOLINDQV',
    text: `Ada Okafor has ticket #${number}, so it is not yours to release.`,
  });
  await desk.click('ada', claimed, 'ticket.release');
  await cardShowing(desk, number, 'Owner\nUnclaimed');
  expect(await desk.view(number)).toMatchObject({ assignee: null });
});

test('a ticket is given to a colleague by name, and to nobody', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await open(desk, card, 'assign');
  expect((await suggest(desk, 'ada', 'ticket.assign.to', '')).map(({ text }) => text.text)).toEqual([
    'Ada Okafor (ada@postern.example)',
    'Bo Lindqvist (bo@postern.example)',
    'Nobody',
  ]);
  const [bo] = await suggest(desk, 'ada', 'ticket.assign.to', 'lind');
  await fill(desk, 'ada', { assign: bo?.value });
  const assigned = await cardShowing(desk, number, 'Owner\nBo Lindqvist');
  expect(desk.dialogs()).toEqual([]);
  expect((await desk.view(number)).assignee?.email).toBe('bo@postern.example');
  await open(desk, assigned, 'assign', 'bo');
  const nobody = (await suggest(desk, 'bo', 'ticket.assign.to', '')).at(-1);
  await fill(desk, 'bo', { assign: nobody?.value });
  await cardShowing(desk, number, 'Owner\nUnclaimed');
});

test('the priority is set, and opening a ticket names the command for the terminal', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await open(desk, card, 'priority');
  await fill(desk, 'ada', { priority: 'urgent' });
  await cardShowing(desk, number, 'Priority\nUrgent');
  expect(await desk.view(number)).toMatchObject({ priority: 'urgent' });
  await choose(desk, card, 'open');
  const [whisper] = await until(() => desk.whispers().length === 1 && desk.whispers());
  expect(whisper?.text).toContain(`postern ticket view ${number}`);
});

test('a merge is shown with who gains and who loses before it is done, and both cards say so', async () => {
  await using desk = await createSlackDesk();
  const first = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const second = await desk.fileWithCard('Sign-in again', 'Still empty.');
  await open(desk, second.card, 'merge');
  expect((await suggest(desk, 'ada', 'ticket.merge.into', '')).map(({ text }) => text.text)).toEqual([
    `#${first.number} Cannot sign in (Maria López)`,
  ]);
  const [into] = await suggest(desk, 'ada', 'ticket.merge.into', `#${first.number}`);
  const { view } = await fill(desk, 'ada', { merge: into?.value });
  const shown = shownText({ blocks: view?.view.blocks });
  expect(shown).toContain(`#${second.number} (Sign-in again) goes into #${first.number} (Cannot sign in)`);
  expect(shown).toContain('Nobody loses sight.');
  expect((await desk.view(second.number)).number).toBe(second.number);

  await fill(desk, 'ada', {});
  const merged = await cardShowing(desk, second.number, `Merged into #${first.number}`);
  expect(shownText(merged)).not.toContain('Reply to customer');
  expect(desk.dialogs()).toEqual([]);
});

test('what is no ticket goes into the bin once that is confirmed; its card shows nothing of it any more', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Buy cheap watches', 'Click here.');
  const dialog = await open(desk, card, 'bin', 'bo');
  await desk.emulator.act({ kind: 'close', as: 'bo', viewId: dialog.id });
  expect((await desk.view(number)).status).toBe('open');

  await open(desk, card, 'bin', 'bo');
  await choose(desk, card, 'bin', 'ada');
  const [mine, other] = await until(
    () => desk.dialogs().length === 2 && ['ada', 'bo'].map((as) => dialogOf(desk, as)),
  );
  await desk.emulator.act({ kind: 'submit', as: 'ada', viewId: mine, values: {} });
  await desk.emulator.act({ kind: 'submit', as: 'bo', viewId: other, values: {} });
  const [said] = desk.dialogs();
  expect(shownText({ blocks: said?.view.blocks as SlackMessage['blocks'] })).toBe(
    `Ticket #${number} is in the bin. Restore it first.`,
  );
  const gone = await cardShowing(desk, number, 'no longer available');
  expect(shownText(gone)).toBe(
    `#${number} is no longer available.\nAda Okafor put it into the bin. To restore it: postern ticket restore ${number}`,
  );
  expect(JSON.stringify(gone)).not.toContain('watches');
  await (await desk.agent()).tickets.restore.mutate({ ticket: number });
  await cardShowing(desk, number, 'Buy cheap watches');
});

test('the same press that Slack brings twice is followed once', async () => {
  await using desk = await createSlackDesk({ withoutBot: true, withoutWorker: true });
  const press = {
    teamId: 'T0POSTERN',
    userId: 'U0ADAOKAFOR',
    on: '1762162200.000100',
    actionId: 'ticket.close',
    actionTs: '1762162300.000200',
  };
  const { takePress } = desk.parts.client.slack;
  const taken = await Promise.all([takePress.mutate(press), takePress.mutate(press)]);
  expect(taken.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
  expect(await takePress.mutate({ ...press, actionTs: '1762162301.000100' })).toEqual({ isNew: true });
});

test('who is no agent gets no dialog and changes nothing', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  for (const what of ['assign', 'merge', 'bin', 'open', 'snooze hour']) await choose(desk, card, what, 'kim');
  const whispers = await until(() => desk.whispers().length === 5 && desk.whispers());
  for (const { text } of whispers) expect(text).toContain('Only agents of this desk can do that.');
  expect(desk.dialogs()).toEqual([]);
  expect(await desk.view(number)).toMatchObject({ snoozed: null, status: 'open' });
});
