/** The terminal around the inbox: notifications while nobody looks, the mouse where it was asked for, settings by key. */
import { expect, test } from 'vitest';
import { createMouse } from '../src/inbox/mouse.ts';
import { createNotifier, notificationText, notificationWay } from '../src/inbox/notifications.ts';
import type { Tmux } from '../src/inbox/tmux.ts';
import { usualSettings } from '../src/settings/terminal-settings.ts';
import type { News } from '../src/store/news.ts';
import { openAgentInbox } from './agent-inbox.ts';
import { saysMaria, scene } from './scene.ts';

test('news are what others did to my tickets, by name and number, without a word of what was written', async () => {
  await using at = await scene();
  const told: News[] = [];
  await using ada = await openAgentInbox(at.desk, at.ada, { tell: (news) => told.push(news) });
  await ada.quiet();
  const number = at.ticket.number;
  await saysMaria(at, 'CANARY one');
  await expect.poll(() => told).toEqual([{ isMine: false, text: `#${number}: Maria López answered` }]);
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.assign.mutate({ ticket: number, to: 'ada@postern.example' });
  await expect.poll(() => told.at(-1)).toEqual({ isMine: true, text: `#${number} is assigned to you` });
  await saysMaria(at, 'CANARY three');
  await expect.poll(() => told.at(-1)).toEqual({ isMine: true, text: `#${number}: Maria López answered` });
  // A colleague's reply is no answer of hers, and one's own acts are no news.
  const { audience } = await bo.tickets.view.query({ ticket: number });
  const reply = { ticket: number, body: 'CANARY four', audienceHash: audience.hash };
  await bo.tickets.reply.mutate({ ...reply, requestId: 'reply-of-bo-in-test' });
  await ada.until(({ tickets }) =>
    [...tickets.values()].some(({ timeline }) => timeline.some(({ text }) => text === 'CANARY four')),
  );
  ada.press('c');
  await ada.quiet();
  expect(told).toHaveLength(3);
  expect(JSON.stringify(told)).not.toContain('CANARY');
});

test('only the news that are wanted are told, and none while somebody looks', () => {
  const written: string[] = [];
  let wanted = 'mine';
  const notifier = createNotifier({
    env: { TERM_PROGRAM: 'WezTerm' },
    write: (text) => written.push(text),
    wanted: () => wanted,
    now: () => 0,
  });
  notifier.tell({ isMine: true, text: 'looking' });
  notifier.focus(false);
  notifier.tell({ isMine: true, text: 'mine' });
  notifier.tell({ isMine: false, text: 'not mine' });
  wanted = 'all';
  notifier.tell({ isMine: false, text: 'all' });
  wanted = 'off';
  notifier.tell({ isMine: true, text: 'off' });
  expect(written).toEqual(['\u001b]9;mine\u0007', '\u001b]9;all\u0007']);
});

test('a terminal that does not tell whether it is looked at rings once no key was pressed for a minute', async () => {
  const written: string[] = [];
  let now = 0;
  const notifierIn = (env: Record<string, string>, tmux: Tmux | null = null) =>
    createNotifier({
      ...{ env, tmux: Promise.resolve(tmux), now: () => now },
      ...{ write: (text: string) => written.push(text), wanted: () => 'all' },
    });
  const news = { isMine: true, text: '#1 is assigned to you' };
  const console = notifierIn({ TERM: 'linux' });
  now = 59_000;
  console.tell(news);
  console.pressed();
  now = 118_000;
  console.tell(news);
  expect(written).toEqual([]);
  now = 119_000;
  console.tell(news);
  expect(written).toEqual(['\u0007']);
  // One that does tell is believed, however long nobody types.
  const wezterm = notifierIn({ TERM_PROGRAM: 'WezTerm' });
  now = 999_000;
  wezterm.tell(news);
  expect(written).toEqual(['\u0007']);
});

test('inside tmux a notification is wrapped where it may pass, and else the bell marks the window', async () => {
  const written: string[] = [];
  const env = { TMUX: '/tmp/tmux', TERM: 'tmux-256color', KITTY_WINDOW_ID: '1' };
  const news = { isMine: true, text: '#1 is assigned to you' };
  for (const tmux of [
    { passesThrough: true, tellsFocus: true },
    { passesThrough: false, tellsFocus: true },
    { passesThrough: true, tellsFocus: false },
  ]) {
    let now = 0;
    const notifier = createNotifier({
      ...{ env, tmux: Promise.resolve(tmux), now: () => now, wanted: () => 'all' },
      write: (text) => written.push(text),
    });
    await Promise.resolve();
    if (tmux.tellsFocus) notifier.focus(false);
    now = 61_000;
    notifier.tell(news);
  }
  expect(written).toEqual([
    '\u001bPtmux;\u001b\u001b]99;;#1 is assigned to you\u001b\u001b\\\u001b\\',
    '\u0007',
    '\u0007',
  ]);
});

test('each terminal is told in its way, and a name cannot end the escape', () => {
  expect(notificationWay({ TMUX: '1', TERM_PROGRAM: 'tmux', WEZTERM_PANE: '0' })).toBe('osc9');
  expect(notificationWay({ STY: '1', TERM_PROGRAM: 'WezTerm' })).toBe('bell');
  expect(notificationWay({ VTE_VERSION: '7600' })).toBe('osc777');
  expect(notificationWay({ KITTY_WINDOW_ID: '1' })).toBe('osc99');
  expect(notificationWay({})).toBe('bell');
  for (const way of ['osc9', 'osc777', 'osc99'] as const) {
    const text = notificationText(way, 'a\u0007\u001b\\;b\u009c');
    expect(text.match(/\p{Cc}/gu), way).toHaveLength(2);
  }
});

test('the wheel moves, a press puts the cursor there, a second one opens; nothing else is done', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada);
  await ada.quiet();
  const ran: string[] = [];
  const mouse = createMouse(ada.inbox, { run: (id) => ran.push(id) });
  mouse.handle({ type: 'mouse', action: 'wheelDown', x: 3, y: 10 });
  expect(ran).toEqual(['move.down']);
  const first = ada.state().list.cursorId;
  mouse.handle({ type: 'mouse', action: 'press', x: 10, y: 5 });
  expect(ada.state().list.cursorId).toBe(ada.state().list.rows[1]?.id);
  expect(ada.state().list.cursorId).not.toBe(first);
  mouse.handle({ type: 'mouse', action: 'press', x: 10, y: 30 });
  mouse.handle({ type: 'mouse', action: 'press', x: 100, y: 5 });
  expect(ada.state().openId).toBeNull();
  mouse.handle({ type: 'mouse', action: 'press', x: 10, y: 5 });
  expect(ada.state().openId).toBe(ada.state().list.cursorId);
});

test('g s changes a setting by two choices, and says when it cannot be kept', async () => {
  await using at = await scene();
  const set: string[] = [];
  const settings = {
    get: () => usualSettings,
    set: async (name: string, value: string) => {
      set.push(`${name} ${value}`);
      return value === 'full' ? 'mouse is full until you leave.' : null;
    },
  };
  await using ada = await openAgentInbox(at.desk, at.ada, { outside: { settings } });
  await ada.quiet();
  ada.press('g', 's');
  expect(ada.screen()).toContain('Settings of this terminal');
  ada.type('theme');
  ada.press('enter');
  ada.type('contrast');
  ada.press('enter');
  await ada.until(() => ada.screen().includes('theme is contrast.'));
  ada.press('g', 's');
  ada.type('mouse');
  ada.press('enter');
  ada.type('full');
  ada.press('enter');
  await ada.until(() => ada.screen().includes('mouse is full until you leave.'));
  expect(set).toEqual(['theme contrast', 'mouse full']);
});

test('g a goes to another desk of the same person; without one it says how to add it', async () => {
  await using at = await scene();
  await using alone = await openAgentInbox(at.desk, at.ada);
  await alone.quiet();
  alone.press('g', 'a');
  expect(alone.screen()).toContain('postern auth login --profile NAME --url URL');
  const gone: string[] = [];
  const desks = { names: ['acme', 'globex'], go: (name: string) => void gone.push(name) };
  await using ada = await openAgentInbox(at.desk, at.ada, { outside: { desks } });
  await ada.quiet();
  ada.press('g', 'a');
  ada.type('glo');
  ada.press('enter');
  expect(gone).toEqual(['globex']);
});
