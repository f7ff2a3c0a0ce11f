/** Puts the page together: what is on the screen, what a person does, and waiting for changes. */
import { showDialog } from './dialog.js';
import { byId, el, grow, show } from './dom.js';
import { setUpJournal } from './journal.js';
import { row, rowKey, rowsOf } from './messages.js';

const address = new URL(location.href);
const place = {
  as: address.searchParams.get('as') ?? '',
  channel: address.searchParams.get('channel') ?? '',
  thread: address.searchParams.get('thread') ?? '',
};
let screen = null;
const seen = new Map();

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

/** Acts as the chosen person in the open channel. Returns false, after saying why, when that was refused. */
async function act(what) {
  try {
    await post('act', { as: screen.me, channel: screen.channel?.id, ...what });
    await refresh();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

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
  const { channel, thread, team } = screen;
  byId('team').textContent = team.name;
  drawSide();
  byId('channel-name').textContent = channel
    ? `${channel.isPrivate ? '🔒 ' : '# '}${channel.name}`
    : 'No channel';
  byId('channel-topic').textContent = channel
    ? `${channel.members.length} members${channel.topic ? ` · ${channel.topic}` : ''}`
    : '';
  drawBanner();
  // Before any list is drawn: the thread takes width, and with it the place where a list ends.
  byId('thread').hidden = !thread;
  byId('app').classList.toggle('with-thread', Boolean(thread));

  const rows = rowsOf(screen.messages, screen.whispers, { me: screen.me, withDays: true });
  keepEnd(byId('scroll'), toEnd, () =>
    show(byId('messages'), rows, { key: rowKey, render: (item) => row(item, context(true)) }),
  );
  byId('composer').hidden = !channel || channel.isArchived;
  byId('composer-text').placeholder = channel ? `Message #${channel.name}` : '';

  if (thread) {
    byId('thread-place').textContent = channel ? `# ${channel.name}` : '';
    const replies = rowsOf([thread.root, ...thread.replies], thread.whispers, {
      me: screen.me,
      withDays: false,
    });
    keepEnd(byId('thread-scroll'), toEnd, () =>
      show(byId('thread-messages'), replies, { key: rowKey, render: (item) => row(item, context(false)) }),
    );
    byId('thread-text').placeholder = 'Reply…';
  } else place.thread = '';

  showDialog(screen.view, { names: names(), act });
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

const names = () => ({ people: screen.people, channels: screen.names, me: screen.me });

function context(isChannel) {
  return {
    names: names(),
    act,
    openThread: isChannel ? (ts) => go({ thread: ts }).then(() => byId('thread-text').focus()) : null,
    clickIn: (shown) => (blockId, element, option) =>
      act({ kind: 'click', ts: shown.ts, blockId, actionId: element.action_id, option }),
  };
}

function drawSide() {
  const open = screen.channel?.id;
  for (const one of screen.channels) if (one.id === open) seen.set(`${screen.me}/${one.id}`, one.latest);
  show(
    byId('channels'),
    screen.channels.map((one) => ({
      ...one,
      latest: null,
      isOpen: one.id === open,
      isNew: (one.latest ?? '') > (seen.get(`${screen.me}/${one.id}`) ?? one.latest ?? ''),
    })),
    { key: (one) => one.id, render: channelItem },
  );
  for (const one of screen.channels) {
    const key = `${screen.me}/${one.id}`;
    if (!seen.has(key)) seen.set(key, one.latest);
  }
  const who = byId('who');
  const humans = screen.people.filter((one) => !one.isBot);
  if (who.options.length !== humans.length) {
    who.replaceChildren(
      ...humans.map((one) =>
        el('option', { value: one.id }, `${one.realName}${one.isRestricted ? ' (guest)' : ''}`),
      ),
    );
  }
  who.value = screen.me;
  const isLinked = screen.connections > 0 && !screen.isDown;
  byId('link').className = isLinked ? 'link linked' : 'link';
  byId('link').textContent = screen.isDown
    ? 'Slack is down, on request'
    : isLinked
      ? 'Postern is connected'
      : 'Postern is not connected';
}

function channelItem(one) {
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: `channel${one.isOpen ? ' open' : ''}${one.isNew ? ' new' : ''}`,
        'aria-current': one.isOpen ? 'true' : undefined,
        onclick: () => go({ channel: one.id, thread: '' }),
      },
      el('span', { 'aria-hidden': 'true' }, one.isPrivate ? '🔒' : '#'),
      one.name,
      one.isArchived && el('span', { class: 'quiet' }, ' archived'),
      one.isNew && el('span', { class: 'dot' }, el('span', { class: 'hidden-text' }, 'new messages')),
    ),
  );
}

function drawBanner() {
  const { channel, bot } = screen;
  const banner = byId('banner');
  const isOut = channel && !channel.hasBot && !channel.isArchived;
  banner.hidden = !channel || !(isOut || channel.isArchived || channel.isExtShared);
  if (banner.hidden) return;
  if (channel.isArchived) banner.replaceChildren('This channel is archived.');
  else if (isOut) {
    const invite = () => act({ kind: 'invite', person: bot.userId });
    banner.replaceChildren(
      'Postern is not in this channel and sees nothing of it.',
      el('button', { type: 'button', class: 'button', onclick: invite }, 'Invite Postern'),
    );
  } else banner.replaceChildren('This channel is shared with another company.');
}

function setUpComposer(formId, fieldId, extra) {
  const field = byId(fieldId);
  const send = async (event) => {
    event.preventDefault();
    const text = field.value;
    if (text.trim() === '') return;
    field.value = '';
    grow(field);
    const isSent = await act({ kind: 'message', text, ...extra() });
    if (!isSent && field.value === '') field.value = text;
    for (const id of ['scroll', 'thread-scroll']) byId(id).scrollTop = byId(id).scrollHeight;
  };
  byId(formId).addEventListener('submit', send);
  field.addEventListener('input', () => grow(field));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
  });
}

setUpComposer('composer', 'composer-text', () => ({}));
setUpComposer('thread-composer', 'thread-text', () => ({ threadTs: screen.thread?.root.ts }));
byId('thread-close').addEventListener('click', () => go({ thread: '' }));
byId('who').addEventListener('change', (event) => go({ as: event.target.value }));
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
