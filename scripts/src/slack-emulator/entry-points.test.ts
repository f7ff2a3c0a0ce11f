/** Commands, shortcuts, the App Home, direct messages and reactions, with the real Bolt App on the other side. */
import type { App } from '@slack/bolt';
import { expect, test } from 'vitest';
import { createManualClock } from './testing/manual-clock.ts';
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

/** What the app was told, by a listener of any kind. */
const heard: Json[] = [];
const hear = (register: (app: App) => void) => (app: App) => {
  heard.length = 0;
  register(app);
};

test('a command arrives with its escaped text and trigger, and its answer is for the person alone', async () => {
  await using stand = await startStand(full);
  await stand.startApp(
    hear((app) =>
      app.command('/postern', async ({ ack, command, respond }) => {
        heard.push(command as unknown as Json);
        await ack({ text: 'Two tickets & more' });
        await respond({ text: 'later', response_type: 'in_channel' });
      }),
    ),
  );
  expect(await stand.emulator.as('ada').slash('#support', '/postern find @bo <b>')).toBe('acknowledged');
  expect(heard).toMatchObject([
    {
      command: '/postern',
      text: 'find <@U0BOLINDQV|bo> &lt;b&gt;',
      user_id: 'U0ADAOKAFOR',
      channel_id: room,
      trigger_id: expect.any(String),
    },
  ]);
  await eventually(() => expect(stand.messages()).toMatchObject([{ text: 'later', bot_id: 'B0POSTERN' }]));
  expect(stand.state().ephemerals).toMatchObject([
    { recipient: 'U0ADAOKAFOR', from: 'app', text: 'Two tickets &amp; more' },
  ]);
  expect(stand.emulator.defects()).toEqual([]);
});

test('a command typed as a message is a command; in a thread, or not in the manifest, it is refused', async () => {
  await using stand = await startStand(full);
  const ada = stand.emulator.as('ada');
  const ts = await ada.say('#support', 'hello');
  await expect(ada.say('#support', '/postern queue', ts)).rejects.toThrow('not supported in threads');
  await expect(ada.slash('#support', '/ticket')).rejects.toThrow('/ticket is not a valid command');
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: '/postern queue' });
  expect(stand.messages()).toHaveLength(1);
  expect(stand.state().ephemerals).toMatchObject([
    { from: 'slack', text: '/postern failed with the error "dispatch_failed".' },
  ]);
});

test('a command nobody answers shows operation_timeout after three seconds', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ ...full, clock });
  await stand.startApp((app) => app.command('/postern', async () => {}));
  const typing = stand.emulator.as('ada').slash('#support', '/postern');
  await eventually(() => expect(stand.emulator.journal({ kind: 'interaction' })).toHaveLength(1));
  clock.advance(3_000);
  expect(await typing).toBe('timedOut');
  expect(stand.state().ephemerals).toMatchObject([{ text: expect.stringContaining('operation_timeout') }]);
});

test('a shortcut opens a dialog from the menu, or on a message of a room the app is not in', async () => {
  await using stand = await startStand(full);
  await stand.startApp(
    hear((app) => {
      app.shortcut(/ticket/, async ({ ack, shortcut, client }) => {
        await ack();
        heard.push(shortcut as unknown as Json);
        await client.views.open({ trigger_id: shortcut.trigger_id, view: replyDialog() });
      });
    }),
  );
  const ada = stand.emulator.as('ada');
  const ts = await ada.say('#random', 'It broke again.');
  await ada.shortcut('New ticket');
  await eventually(() => expect(stand.state().views).toHaveLength(1));
  await ada.messageShortcut('#random', ts, 'ticket_from_message');
  await eventually(() => expect(heard).toHaveLength(2));
  expect(heard).toMatchObject([
    { type: 'shortcut', callback_id: 'ticket_new' },
    {
      type: 'message_action',
      callback_id: 'ticket_from_message',
      channel: { id: 'C0RANDOM', name: 'random' },
      message: { ts, text: 'It broke again.', user: 'U0ADAOKAFOR' },
      response_url: expect.stringContaining('/response/'),
    },
  ]);
  await expect(ada.shortcut('Create ticket')).rejects.toThrow('no global shortcut "Create ticket"');
});

const home = (text: string, more: Json = {}) => ({
  type: 'home' as const,
  blocks: [
    { type: 'section' as const, text: { type: 'plain_text' as const, text } },
    {
      type: 'actions' as const,
      block_id: 'page',
      elements: [
        { type: 'button' as const, action_id: 'next', text: { type: 'plain_text' as const, text: 'Next' } },
      ],
    },
  ],
  ...more,
});

test('opening the Home tells the app; what it publishes is there next time, and its buttons work', async () => {
  await using stand = await startStand(full);
  await stand.startApp(
    hear((app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        heard.push(event as unknown as Json);
        await client.views.publish({ user_id: event.user, view: home('Page 1') });
      });
      app.action('next', async ({ ack, body, client }) => {
        await ack();
        const { view, user } = body as unknown as { view: { hash: string }; user: { id: string } };
        await client.views.publish({ user_id: user.id, hash: view.hash, view: home('Page 2') });
      });
    }),
  );
  const ada = stand.emulator.as('ada');
  const channel = await ada.openHome();
  expect(channel).toMatch(/^D/);
  const published = () => stand.state().homes as { id: string; view: { blocks: Json[] } }[];
  await eventually(() => expect(published()).toHaveLength(1));
  await ada.clickIn(published()[0]!.id, 'next');
  await eventually(() => expect(published()[0]!.view.blocks[0]).toMatchObject({ text: { text: 'Page 2' } }));
  expect(await ada.openHome()).toBe(channel);
  await eventually(() => expect(heard).toHaveLength(2));
  expect(heard).toMatchObject([
    { type: 'app_home_opened', user: 'U0ADAOKAFOR', channel, tab: 'home' },
    { view: { type: 'home', blocks: [{ text: { text: 'Page 2' } }, {}] } },
  ]);
  const stale = stand.web.views.publish({ user_id: 'U0ADAOKAFOR', hash: '1.a', view: home('x') });
  expect(await refusalOf(stale)).toMatchObject({ error: 'hash_conflict' });
});

test('without the Home tab in the manifest there is none', async () => {
  const manifestFile = changedManifest(({ features }) => {
    features.app_home.home_tab_enabled = false;
  });
  await using stand = await startStand({ manifestFile });
  await expect(stand.emulator.as('ada').openHome()).rejects.toThrow('does not enable the Home tab');
  const published = stand.web.views.publish({ user_id: 'U0ADAOKAFOR', view: home('x') });
  expect(await refusalOf(published)).toMatchObject({ error: 'not_enabled' });
});

test('the app writes to a person by user id or an opened channel; a read-only messages tab takes no answer', async () => {
  await using stand = await startStand(full);
  await stand.web.chat.postMessage({ channel: 'U0ADAOKAFOR', text: 'Digest' });
  const { channel } = await stand.web.conversations.open({ users: 'U0ADAOKAFOR' });
  await stand.web.chat.postMessage({ channel: channel!.id!, text: 'Assigned to you' });
  expect(stand.messages(channel!.id)).toMatchObject([{ text: 'Digest' }, { text: 'Assigned to you' }]);
  await expect(stand.emulator.as('ada').say('app', 'Hello?')).rejects.toThrow('has been turned off');
  await expect(stand.emulator.as('bo').react(channel!.id!, '1', 'eyes')).rejects.toThrow('is not in');
  const asked = stand.web.conversations.open({ users: 'U0NOBODY' });
  expect(await refusalOf(asked)).toMatchObject({ error: 'user_not_found' });
});

test('without im:write no direct messages are opened', async () => {
  const manifestFile = changedManifest(({ oauth_config: { scopes } }) => {
    scopes.bot = scopes.bot.filter((scope) => scope !== 'im:write');
  });
  await using stand = await startStand({ manifestFile });
  const refusal = await refusalOf(stand.web.conversations.open({ users: 'U0ADAOKAFOR' }));
  expect(refusal).toMatchObject({ error: 'missing_scope' });
  expect(String(refusal.needed)).toContain('im:write');
});

test('naming the bot is told as a message and as a mention', async () => {
  await using stand = await startStand(full);
  await stand.startApp(
    hear((app) => {
      app.event('app_mention', async ({ event }) => void heard.push(event as unknown as Json));
      app.message(async ({ message }) => void heard.push(message as unknown as Json));
    }),
  );
  await stand.emulator.as('ada').say('#support', '@postern reply: done');
  await eventually(() => expect(heard).toHaveLength(2));
  expect(heard.map((event) => event.type).sort()).toEqual(['app_mention', 'message']);
  expect(heard[0]).toMatchObject({ text: '<@U0POSTERN> reply: done' });
});

test('the app puts one tick under a message and takes it away again', async () => {
  await using stand = await startStand(full);
  const ts = await stand.emulator.as('ada').say('#support', 'Sent.');
  const tick = { channel: room, timestamp: ts, name: 'white_check_mark' };
  await stand.web.reactions.add(tick);
  expect(stand.messages()).toMatchObject([
    { reactions: [{ name: 'white_check_mark', users: ['U0POSTERN'], count: 1 }] },
  ]);
  expect(await refusalOf(stand.web.reactions.add(tick))).toMatchObject({ error: 'already_reacted' });
  await stand.web.reactions.remove(tick);
  expect(await refusalOf(stand.web.reactions.remove(tick))).toMatchObject({ error: 'no_reaction' });
});

const everyControl = [
  { type: 'external_select', action_id: 'contact', min_query_length: 2 },
  { type: 'checkboxes', action_id: 'files', options: ['a', 'b'].map(option) },
  {
    type: 'radio_buttons',
    action_id: 'next_step',
    options: ['wait', 'close'].map(option),
    initial_option: option('wait'),
  },
  { type: 'datepicker', action_id: 'day' },
  { type: 'datetimepicker', action_id: 'moment' },
  { type: 'multi_static_select', action_id: 'tags', options: ['x', 'y'].map(option), max_selected_items: 1 },
  { type: 'users_select', action_id: 'who' },
];

function option(value: string) {
  return { text: { type: 'plain_text' as const, text: value }, value };
}

function controlsDialog(): Json {
  const label = { type: 'plain_text', text: 'Field' };
  const blocks = everyControl.map((element) => ({
    type: 'input',
    block_id: element.action_id,
    optional: element.action_id !== 'contact',
    label,
    element,
  }));
  const plain = (text: string) => ({ type: 'plain_text', text });
  return { type: 'modal', callback_id: 'all', title: plain('All'), submit: plain('Send'), blocks };
}

test('every control of a dialog carries what the person chose, and only what was offered', async () => {
  await using stand = await startStand(full);
  const asked: string[] = [];
  const sent: Json[] = [];
  await stand.startApp((app) => {
    app.shortcut('ticket_new', async ({ ack, client, shortcut }) => {
      await ack();
      // biome-ignore lint/suspicious/noExplicitAny: a dialog as plain JSON
      await client.views.open({ trigger_id: shortcut.trigger_id, view: controlsDialog() as any });
    });
    app.options('contact', async ({ ack, payload }) => {
      asked.push(payload.value);
      await ack({ options: [option('maria')] });
    });
    app.view('all', async ({ ack, view }) => {
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
  expect(await ada.submit(id, { contact: 'maria' })).toMatchObject({
    sent: false,
    view: { errors: { contact: 'Please choose one of the options.' } },
  });
  expect(await ada.suggest(id, 'contact', 'm')).toEqual([]);
  expect(await ada.suggest(id, 'contact', 'ma')).toEqual([option('maria')]);
  expect(asked).toEqual(['ma']);
  const wrong = { contact: 'maria', day: 'tomorrow', tags: ['x', 'y'], who: 'U0NOBODY' };
  expect(Object.keys(((await ada.submit(id, wrong)) as { view: { errors: Json } }).view.errors)).toEqual([
    'day',
    'tags',
    'who',
  ]);
  const right = { files: ['b'], day: '2026-12-01', moment: '1795402242', tags: ['y'], who: 'U0BOLINDQV' };
  await ada.submit(id, { contact: 'maria', ...right });
  expect(sent).toMatchObject([
    {
      contact: { contact: { type: 'external_select', selected_option: { value: 'maria' } } },
      files: { files: { type: 'checkboxes', selected_options: [{ value: 'b' }] } },
      next_step: { next_step: { type: 'radio_buttons', selected_option: { value: 'wait' } } },
      day: { day: { type: 'datepicker', selected_date: '2026-12-01' } },
      moment: { moment: { type: 'datetimepicker', selected_date_time: 1795402242 } },
      tags: { tags: { selected_options: [{ value: 'y' }] } },
      who: { who: { type: 'users_select', selected_user: 'U0BOLINDQV' } },
    },
  ]);
  expect(stand.emulator.defects()).toEqual([]);
});

test('dialogs stack three deep; closing all tells the app of each that asked', async () => {
  await using stand = await startStand(full);
  const closed: Json[] = [];
  const refused: string[] = [];
  const layer = (n: number) =>
    replyDialog({
      callback_id: 'layer',
      notify_on_close: true,
      private_metadata: String(n),
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'deeper', text: { type: 'plain_text', text: 'Deeper' } }],
        },
      ],
    });
  await stand.startApp((app) => {
    app.shortcut('ticket_new', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: layer(1) });
    });
    app.action('deeper', async ({ ack, body, client }) => {
      await ack();
      const { trigger_id } = body as unknown as { trigger_id: string };
      await client.views
        .push({ trigger_id, view: layer(2) })
        .catch((error) => refused.push(error.data.error));
    });
    app.view({ callback_id: 'layer', type: 'view_closed' }, async ({ ack, body }) => {
      closed.push(body as unknown as Json);
      await ack();
    });
  });
  const ada = stand.emulator.as('ada');
  const views = () => stand.state().views as { id: string; previousId: string | null; rootId: string }[];
  await ada.shortcut('ticket_new');
  for (const depth of [1, 2, 3]) {
    await eventually(() => expect(views()).toHaveLength(depth));
    await ada.clickIn(views().at(-1)!.id, 'deeper');
  }
  await eventually(() => expect(refused).toEqual(['push_limit_reached']));
  expect(views()[2]).toMatchObject({ previousId: views()[1]!.id, rootId: views()[0]!.id });
  await ada.close(views()[2]!.id);
  expect(closed).toMatchObject([{ is_cleared: false }]);
  await ada.close(views()[1]!.id, true);
  expect(closed.map((one) => one.is_cleared)).toEqual([false, true, true]);
  expect(views()).toEqual([]);
});
