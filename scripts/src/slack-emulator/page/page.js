/** Puts the page together: what is on the screen, what a person does, and waiting for changes. */
import { drawHome, drawTabs } from './app.js';
import { drawShortcuts, setUpComposer } from './composer.js';
import { showDialog } from './dialog.js';
import { byId, show } from './dom.js';
import { setUpJournal } from './journal.js';
import { row, rowKey, rowsOf } from './messages.js';
import { channelSign, drawBanner, drawRoomMenu } from './room.js';
import { drawSide, newChannel } from './side.js';

const address = new URL(location.href);
const place = {
  as: address.searchParams.get('as') ?? '',
  channel: address.searchParams.get('channel') ?? '',
  tab: address.searchParams.get('tab') ?? '',
  thread: address.searchParams.get('thread') ?? '',
};
let screen = null;

// Every address is relative, so that the page also works behind a proxy under another path.
async function get(path, parameters = {}) {
  const response = await fetch(`_/${path}?${new URLSearchParams(parameters)}`);
  if (!response.ok) throw new Error(`The emulator answered ${response.status}.`);
  return response.json();
}

async function post(path, body) {
  const response = await fetch(`_/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let hideToast = 0;
function toast(text) {
  const node = byId('toast');
  node.textContent = text;
  node.hidden = false;
  clearTimeout(hideToast);
  hideToast = setTimeout(() => {
    node.hidden = true;
  }, 6000);
}

/** Acts as the chosen person in the open channel. Answers what came of it, or null after saying why it was refused. */
async function acting(what) {
  try {
    const answer = await post('act', { as: screen.me, channel: screen.channel?.id, ...what });
    await refresh();
    if (what.kind === 'shortcut' && answer.outcome !== 'acknowledged') {
      toast(`${screen.app.name} did not answer: operation timed out.`);
    }
    return answer;
  } catch (error) {
    toast(error.message);
    return null;
  }
}

/** The same, for those who only want to know whether it was done. */
const act = async (what) => (await acting(what)) !== null;

const updateJournal = setUpJournal({
  load: (kind) => get('journal', kind ? { kind } : {}),
  act,
  setFaults: (what) => post('faults', what).catch((error) => toast(error.message)),
  onToggle: () => byId('app').classList.toggle('with-journal', !byId('journal').hidden),
});

function remember() {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (value) parameters.set(name, value);
  history.replaceState(null, '', `?${parameters}`);
}

function go(change) {
  Object.assign(place, change);
  remember();
  showSide(false);
  return refresh({ toEnd: true });
}

async function refresh(options = {}) {
  screen = await get('screen', place);
  draw(options);
}

function draw({ toEnd = false } = {}) {
  const { channel, thread, team, app } = screen;
  const tools = { names: names(), act, acting };
  byId('team').textContent = team.name;
  drawSide(screen, openPlace, act);
  byId('channel-name').replaceChildren(...title());
  byId('channel-topic').textContent = subtitle();
  drawTabs(app, openTab);
  drawRoomMenu(screen, act);
  drawBanner(screen, act);
  drawHome(app, tools);
  drawShortcuts(app, act);
  byId('scroll').hidden = app.tab === 'home';
  // Before any list is drawn: the thread takes width, and with it the place where a list ends.
  byId('thread').hidden = !thread;
  byId('app').classList.toggle('with-thread', Boolean(thread));

  const rows = rowsOf(screen.messages, screen.whispers, { me: screen.me, withDays: true });
  keepEnd(byId('scroll'), toEnd, () =>
    show(byId('messages'), rows, { key: rowKey, render: (item) => row(item, context(true)) }),
  );
  const isReadOnly = app.tab === 'messages' && app.isMessagesTabReadOnly;
  byId('composer').hidden = !channel || channel.isArchived || app.tab === 'home' || isReadOnly;
  byId('composer-text').placeholder = channel?.isDirect ? `Message ${app.name}` : `Message #${channel?.name}`;
  byId('read-only').hidden = !isReadOnly;
  byId('read-only').textContent = `Sending messages to ${app.name} has been turned off.`;

  if (thread) {
    byId('thread-place').replaceChildren(...title());
    const replies = rowsOf([thread.root, ...thread.replies], thread.whispers, {
      me: screen.me,
      withDays: false,
    });
    keepEnd(byId('thread-scroll'), toEnd, () =>
      show(byId('thread-messages'), replies, { key: rowKey, render: (item) => row(item, context(false)) }),
    );
    byId('thread-text').placeholder = 'Reply…';
  } else place.thread = '';

  showDialog(screen.view, { ...tools, depth: screen.viewDepth });
  updateJournal(screen);
}

const isAtEnd = (scroll) => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;

/** Draws a list and stays at its end if the reader was there. */
function keepEnd(scroll, toEnd, drawList) {
  const wasAtEnd = isAtEnd(scroll);
  drawList();
  if (toEnd || wasAtEnd) scroll.scrollTop = scroll.scrollHeight;
}

/** The same when the window or the journal takes room away. */
function keepEndOnResize(scroll) {
  let wasAtEnd = true;
  scroll.addEventListener('scroll', () => {
    wasAtEnd = isAtEnd(scroll);
  });
  new ResizeObserver(() => {
    if (wasAtEnd) scroll.scrollTop = scroll.scrollHeight;
  }).observe(scroll);
}

function title() {
  const { channel, app } = screen;
  if (app.tab) return [app.name];
  return channel ? [channelSign(channel), ` ${channel.name}`] : ['No channel'];
}

function subtitle() {
  const { channel, app } = screen;
  if (app.tab) return 'App';
  if (!channel) return 'Choose a channel, or act as somebody who is in one.';
  const count = `${channel.members.length} ${channel.members.length === 1 ? 'member' : 'members'}`;
  return channel.topic ? `${count} · ${channel.topic}` : count;
}

/** Opens a channel, or the app: which the app is told of. */
function openPlace(one) {
  if (!one.isApp) return go({ channel: one.id, tab: '', thread: '' });
  return openTab(screen.app.hasHomeTab ? 'home' : 'messages');
}

async function openTab(tab) {
  await go({ channel: 'app', tab, thread: '' });
  await act({ kind: 'openHome', tab });
}

const names = () => ({ people: screen.people, channels: screen.names, me: screen.me });

function context(isChannel) {
  return {
    names: names(),
    act,
    shortcuts: screen.app.shortcuts.filter((one) => one.kind === 'message'),
    isWritable: screen.channel?.isArchived === false,
    openThread: isChannel ? (ts) => go({ thread: ts }).then(() => byId('thread-text').focus()) : null,
    suggestIn: (shown) => (blockId, element, query) =>
      acting({ kind: 'suggest', ts: shown.ts, blockId, actionId: element.action_id, query }),
    clickIn: (shown) => (blockId, element, option) =>
      act({ kind: 'click', ts: shown.ts, blockId, actionId: element.action_id, option }),
  };
}

setUpComposer({
  form: byId('composer'),
  field: byId('composer-text'),
  files: byId('composer-files'),
  hints: byId('hints'),
  act,
  extra: () => ({}),
  commands: () => screen.app.commands,
});
setUpComposer({
  form: byId('thread-composer'),
  field: byId('thread-text'),
  files: byId('thread-files'),
  hints: byId('thread-hints'),
  act,
  extra: () => {
    const broadcast = byId('broadcast').checked;
    byId('broadcast').checked = false;
    return { threadTs: screen.thread?.root.ts, broadcast };
  },
  // Slack takes no commands in threads.
  commands: () => [],
});
byId('new-channel').addEventListener('click', () => newChannel(acting, openPlace));
byId('thread-close').addEventListener('click', () => go({ thread: '' }));
byId('who').addEventListener('change', (event) => go({ as: event.target.value, thread: '' }));
for (const id of ['scroll', 'thread-scroll']) keepEndOnResize(byId(id));

function showSide(isOpen) {
  byId('app').classList.toggle('with-side', isOpen);
  byId('menu').ariaExpanded = String(isOpen);
}
byId('menu').addEventListener('click', (event) => {
  showSide(true);
  event.stopPropagation();
});
byId('main').addEventListener('click', () => showSide(false));
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('.b-overflow[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('.b-overflow[open]')) menu.open = false;
});

/** Waits for changes for as long as the page lives; a lost emulator is tried again every second. */
async function watch() {
  for (;;) {
    try {
      if (screen === null) await refresh({ toEnd: true });
      const { version } = await get('changes', { since: screen.version });
      if (version !== screen.version) await refresh();
      // In busy times a drawing every tenth of a second is enough.
      await pause(100);
      document.body.classList.remove('lost');
    } catch {
      document.body.classList.add('lost');
      byId('link').className = 'link';
      byId('link').textContent = 'The emulator does not answer';
      await pause(1000);
      if (screen) screen.version = -1;
    }
  }
}

watch();
