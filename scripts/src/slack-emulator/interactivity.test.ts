/** Buttons and dialogs, from the click of a person to the answer of the real Bolt App. */
import type { App } from '@slack/bolt';
import { expect, test } from 'vitest';
import { createManualClock } from './testing/manual-clock.ts';
import { card, eventually, refusalOf, replyDialog, type Stand, startStand } from './testing/stand.ts';
import type { Json, OpenView } from './types.ts';

const room = 'C0SUPPORT';

async function postCard(stand: Stand): Promise<string> {
  const { ts } = await stand.web.chat.postMessage({ channel: room, text: 'New ticket', blocks: card() });
  return ts!;
}

const click = (stand: Stand, ts: string, actionId: string, more: Json = {}) =>
  stand.emulator.act({ kind: 'click', as: 'ada', channel: 'support', ts, actionId, ...more });

const openViews = (stand: Stand): OpenView[] => stand.state().views;

/** Opens the reply dialog at every click; `answer` is what the app says to a submission. */
function replying(answer?: (values: Json) => object | undefined, dialog = replyDialog()) {
  const submissions: Json[] = [];
  const prepare = (app: App) => {
    app.action('ticket.reply', async ({ ack, body, client }) => {
      await ack();
      // biome-ignore lint/suspicious/noExplicitAny: the block_actions body
      await client.views.open({ trigger_id: (body as any).trigger_id, view: dialog as any });
    });
    app.view('ticket.reply', async ({ ack, view }) => {
      submissions.push(view as unknown as Json);
      // biome-ignore lint/suspicious/noExplicitAny: answers of every kind, wrong ones too
      await (ack as any)(answer?.(view.state.values as Json));
    });
  };
  return { prepare, submissions };
}

async function openReplyDialog(stand: Stand): Promise<OpenView> {
  await click(stand, await postCard(stand), 'ticket.reply');
  return eventually(() => {
    expect(openViews(stand)).toHaveLength(1);
    return openViews(stand)[0]!;
  });
}

const submit = (stand: Stand, viewId: string, values: Json) =>
  stand.emulator.act({ kind: 'submit', as: 'ada', viewId, values });

test('a click arrives with its value, its message and who clicked', async () => {
  await using stand = await startStand();
  const bodies: Json[] = [];
  await stand.startApp((app) => {
    app.action('ticket.claim', async ({ ack, body }) => {
      bodies.push(body as unknown as Json);
      await ack();
    });
  });
  const ts = await postCard(stand);
  expect(await click(stand, ts, 'ticket.claim')).toEqual({ outcome: 'acknowledged' });
  expect(bodies).toMatchObject([
    {
      type: 'block_actions',
      user: { id: 'U0ADAOKAFOR', team_id: 'T0POSTERN' },
      channel: { id: room },
      container: { type: 'message', message_ts: ts, is_ephemeral: false },
      message: { ts, bot_id: 'B0POSTERN' },
      actions: [{ type: 'button', action_id: 'ticket.claim', block_id: 'ticket', value: 'tkt_1' }],
    },
  ]);
});

test('menus carry the chosen option, and only one that is offered', async () => {
  await using stand = await startStand();
  const chosen: unknown[] = [];
  await stand.startApp((app) => {
    app.action(/ticket\.(snooze|more)/, async ({ ack, action, body }) => {
      chosen.push([(action as unknown as Json).selected_option, (body as unknown as Json).state]);
      await ack();
    });
  });
  const ts = await postCard(stand);
  await click(stand, ts, 'ticket.snooze', { option: '1d' });
  await click(stand, ts, 'ticket.more', { option: 'open' });
  expect(chosen).toMatchObject([
    [{ value: '1d' }, { values: { ticket: { 'ticket.snooze': { selected_option: { value: '1d' } } } } }],
    [{ value: 'open' }, { values: {} }],
  ]);
  await expect(click(stand, ts, 'ticket.snooze', { option: 'never' })).rejects.toThrow(
    'not one of the options',
  );
  await expect(click(stand, ts, 'ticket.erase')).rejects.toThrow('There is no control');
});

test('people outside the channel cannot click', async () => {
  await using stand = await startStand();
  const ts = await postCard(stand);
  await expect(click(stand, ts, 'ticket.claim', { as: 'guest' })).rejects.toThrow('is not in #support');
});

test('a click nobody answers shows "operation timed out" to the person alone', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  await stand.startApp((app) => {
    app.action('ticket.claim', async () => {});
  });
  const ts = await postCard(stand);
  const clicking = click(stand, ts, 'ticket.claim');
  await eventually(() => expect(stand.emulator.journal({ kind: 'interaction' })).toHaveLength(1));
  clock.advance(3_000);
  expect(await clicking).toEqual({ outcome: 'timedOut' });
  expect(stand.state().ephemerals).toMatchObject([
    { from: 'slack', recipient: 'U0ADAOKAFOR', text: expect.stringContaining('operation timed out') },
  ]);
});

test('a click while the app is away fails at once, with the same notice', async () => {
  await using stand = await startStand();
  const ts = await postCard(stand);
  expect(await click(stand, ts, 'ticket.claim')).toEqual({ outcome: 'notConnected' });
  expect(stand.state().ephemerals).toHaveLength(1);
});

test('a dialog opens for the person who clicked and closes when its submission is accepted', async () => {
  await using stand = await startStand();
  const { prepare, submissions } = replying();
  await stand.startApp(prepare);
  const view = await openReplyDialog(stand);
  expect(view).toMatchObject({ owner: 'U0ADAOKAFOR', view: { title: { text: 'Reply to customer' } } });
  await submit(stand, view.id, { text: 'Please try again.', next: 'close' });
  expect(openViews(stand)).toEqual([]);
  expect(submissions).toMatchObject([
    {
      id: view.id,
      callback_id: 'ticket.reply',
      private_metadata: 'tkt_1',
      state: {
        values: {
          body: { text: { type: 'plain_text_input', value: 'Please try again.' } },
          next: { next: { type: 'static_select', selected_option: { value: 'close' } } },
        },
      },
    },
  ]);
  expect(stand.emulator.defects()).toEqual([]);
});

test('an empty required field never reaches the app', async () => {
  await using stand = await startStand();
  const { prepare, submissions } = replying();
  await stand.startApp(prepare);
  const view = await openReplyDialog(stand);
  expect(await submit(stand, view.id, { text: '  ' })).toMatchObject({ sent: false });
  expect(openViews(stand)).toMatchObject([{ errors: { body: 'Please complete this required field.' } }]);
  expect(submissions).toEqual([]);
});

test('errors from the app stand at their field, and what was typed is kept', async () => {
  await using stand = await startStand();
  const { prepare } = replying(() => ({ response_action: 'errors', errors: { body: 'Too short.' } }));
  await stand.startApp(prepare);
  const view = await openReplyDialog(stand);
  await submit(stand, view.id, { text: 'Hi' });
  expect(openViews(stand)).toMatchObject([
    { errors: { body: 'Too short.' }, state: { body: { text: { value: 'Hi' } } } },
  ]);
});

test('errors for something that is no input are a defect, and the dialog says it failed', async () => {
  await using stand = await startStand();
  const { prepare } = replying(() => ({ response_action: 'errors', errors: { nowhere: 'x' } }));
  await stand.startApp(prepare);
  const view = await openReplyDialog(stand);
  await submit(stand, view.id, { text: 'Hi' });
  expect(stand.emulator.defects()).toHaveLength(1);
  expect(openViews(stand)[0]?.problem).toContain('does not understand');
});

test('an updated dialog takes the place of the first, a pushed one stands on it, clear closes both', async () => {
  await using stand = await startStand();
  const answers = [
    { response_action: 'update', view: replyDialog({ private_metadata: 'second' }) },
    { response_action: 'push', view: replyDialog({ private_metadata: 'third' }) },
    { response_action: 'clear' },
  ];
  const { prepare, submissions } = replying(() => answers.shift());
  await stand.startApp(prepare);
  const first = await openReplyDialog(stand);
  await submit(stand, first.id, { text: 'Hi' });
  expect(openViews(stand)).toMatchObject([{ id: first.id, view: { private_metadata: 'second' } }]);
  expect(openViews(stand)[0]?.hash).not.toBe(first.hash);
  await submit(stand, first.id, { text: 'Hi' });
  const [, pushed] = openViews(stand);
  expect(pushed).toMatchObject({ previousId: first.id, rootId: first.id });
  await submit(stand, pushed!.id, { text: 'Hi' });
  expect(openViews(stand)).toEqual([]);
  expect(submissions.map((view) => view.private_metadata)).toEqual(['tkt_1', 'second', 'third']);
});

test('a submission nobody answers leaves the dialog open and says so', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  await stand.startApp((app) => {
    replying().prepare(app);
    app.use(async ({ body, next }) => {
      if ((body as { type?: string }).type !== 'view_submission') await next();
    });
  });
  const view = await openReplyDialog(stand);
  const submitting = submit(stand, view.id, { text: 'Hi' });
  await eventually(() =>
    expect(stand.emulator.journal({ kind: 'interaction' }).at(-1)?.summary).toBe('view_submission'),
  );
  clock.advance(3_000);
  await submitting;
  expect(openViews(stand)[0]?.problem).toContain('operation timed out');
});

test('closing is told only to an app that asked for it', async () => {
  await using stand = await startStand();
  const closed: string[] = [];
  await stand.startApp((app) => {
    replying(undefined, replyDialog({ notify_on_close: true })).prepare(app);
    app.view({ type: 'view_closed', callback_id: 'ticket.reply' }, async ({ ack, view }) => {
      closed.push(view.id);
      await ack();
    });
  });
  const view = await openReplyDialog(stand);
  await stand.emulator.act({ kind: 'close', as: 'ada', viewId: view.id });
  expect(openViews(stand)).toEqual([]);
  expect(closed).toEqual([view.id]);
});

test('a trigger opens one dialog, within 3 s, and is refused by name afterwards', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  const triggers: string[] = [];
  await stand.startApp((app) => {
    app.action('ticket.reply', async ({ ack, body }) => {
      triggers.push((body as unknown as { trigger_id: string }).trigger_id);
      await ack();
    });
  });
  const ts = await postCard(stand);
  await click(stand, ts, 'ticket.reply');
  await click(stand, ts, 'ticket.reply');
  // biome-ignore lint/suspicious/noExplicitAny: a dialog as plain JSON
  const open = (trigger_id: string, view: any = replyDialog()) => stand.web.views.open({ trigger_id, view });
  expect((await refusalOf(open('1.2.3'))).error).toBe('invalid_trigger_id');
  const refusal = await refusalOf(open(triggers[0]!, replyDialog({ title: undefined })));
  expect(refusal).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: title [json-pointer:/view]'] },
  });
  await open(triggers[0]!);
  expect((await refusalOf(open(triggers[0]!))).error).toBe('exchanged_trigger_id');
  clock.advance(3_001);
  expect((await refusalOf(open(triggers[1]!))).error).toBe('expired_trigger_id');
});

test('views.update needs an open dialog and the hash it was drawn from', async () => {
  await using stand = await startStand();
  await stand.startApp(replying().prepare);
  const view = await openReplyDialog(stand);
  // biome-ignore lint/suspicious/noExplicitAny: a dialog as plain JSON
  const next: any = replyDialog({ private_metadata: 'new' });
  const stale = stand.web.views.update({ view_id: view.id, hash: 'old', view: next });
  expect((await refusalOf(stale)).error).toBe('hash_conflict');
  await stand.web.views.update({ view_id: view.id, hash: view.hash, view: next });
  expect(openViews(stand)[0]?.view.private_metadata).toBe('new');
  expect((await refusalOf(stand.web.views.update({ view_id: 'V0', view: next }))).error).toBe('not_found');
});

test('respond answers five times: in private, in the channel, in place of the original', async () => {
  await using stand = await startStand();
  const outcomes: unknown[] = [];
  await stand.startApp((app) => {
    app.action('ticket.claim', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'only you', replace_original: false });
      await respond({ text: 'for all', response_type: 'in_channel', replace_original: false });
      await respond({ text: 'claimed', replace_original: true });
      await respond('four');
      await respond('five');
      outcomes.push(await respond('six').catch((error: unknown) => error));
    });
  });
  await click(stand, await postCard(stand), 'ticket.claim');
  await eventually(() => expect(outcomes).toMatchObject([{ message: expect.stringContaining('404') }]));
  expect(stand.messages().map((message) => message.text)).toEqual(['claimed', 'for all']);
  expect(stand.messages()[0]).not.toHaveProperty('blocks');
  expect(stand.state().ephemerals.map((one: Json) => one.text)).toEqual(['only you', 'four', 'five']);
});
