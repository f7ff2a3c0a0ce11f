/** The column at the left: channels, the app, and who one is. */
import { byId, el, show } from './dom.js';
import { channelSign, confirmWith } from './room.js';

/** The newest message each person has seen in each place. */
const seen = new Map();

export function drawSide(screen, go, act) {
  const open = screen.app.tab ? 'app' : screen.channel?.id;
  const app = { id: 'app', name: screen.app.name, latest: screen.app.latest, isApp: true };
  const hasApp = screen.app.hasHomeTab || screen.app.hasMessagesTab;
  drawList('channels', screen.channels, { screen, open, go });
  drawList('apps', hasApp ? [app] : [], { screen, open, go });
  drawWho(screen);
  drawAccounts(screen, act);
  drawLink(screen);
}

function drawList(id, places, { screen, open, go }) {
  const key = (one) => `${screen.me}/${one.id}`;
  for (const one of places) if (one.id === open || !seen.has(key(one))) seen.set(key(one), one.latest ?? '');
  show(
    byId(id),
    places.map((one) => ({
      ...one,
      latest: null,
      isOpen: one.id === open,
      isNew: (one.latest ?? '') > seen.get(key(one)),
    })),
    { key: (one) => one.id, render: (one) => placeItem(one, go) },
  );
}

function placeItem(one, go) {
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: `channel${one.isOpen ? ' open' : ''}${one.isNew ? ' new' : ''}`,
        'aria-current': one.isOpen ? 'true' : undefined,
        onclick: () => go(one),
      },
      one.isApp ? el('span', { 'aria-hidden': 'true' }, '⚙') : channelSign(one),
      one.name,
      one.isArchived && el('span', { class: 'quiet' }, ' archived'),
      one.isNew && el('span', { class: 'dot' }, el('span', { class: 'hidden-text' }, 'new messages')),
    ),
  );
}

function drawWho(screen) {
  const who = byId('who');
  const humans = screen.people.filter((one) => !one.isBot && !one.isDeleted);
  const label = (one) =>
    `${one.realName}${one.isRestricted ? ' (guest)' : ''}${one.isExternal ? ' (other company)' : ''}`;
  const labels = humans.map(label);
  if ([...who.options].map((one) => one.textContent).join() !== labels.join()) {
    who.replaceChildren(...humans.map((one, at) => el('option', { value: one.id }, labels[at])));
  }
  who.value = screen.me;
}

/** What an administrator does to accounts: the app is told of each change. */
function drawAccounts(screen, act) {
  const menu = byId('accounts');
  const item = (label, one, change) =>
    el(
      'button',
      {
        type: 'button',
        onclick: () => {
          menu.open = false;
          act({ kind: 'changePerson', person: one.id, ...change });
        },
      },
      label,
    );
  const humans = screen.people.filter((one) => !one.isBot && !one.isExternal);
  byId('account-acts').replaceChildren(
    ...humans.flatMap((one) => [
      one.isDeleted
        ? item(`Activate ${one.realName}`, one, { isDeleted: false })
        : item(`Deactivate ${one.realName}`, one, { isDeleted: true }),
      one.isRestricted
        ? item(`Make ${one.realName} a full member`, one, { isRestricted: false })
        : item(`Make ${one.realName} a guest`, one, { isRestricted: true }),
    ]),
  );
}

/** Asks for the name of a new channel and opens it. */
export function newChannel(acting, go) {
  const field = el('input', { class: 'field', 'aria-label': 'Name', placeholder: 'team-billing' });
  const isPrivate = el('input', { type: 'checkbox' });
  const fields = el(
    'div',
    { class: 'choices' },
    field,
    el('label', { class: 'choice' }, isPrivate, 'Private'),
  );
  confirmWith('New channel', fields, 'Create', async () => {
    const name = field.value.trim();
    const made = await acting({ kind: 'createChannel', name, isPrivate: isPrivate.checked });
    if (made) go({ id: made.channel });
  });
}

function drawLink(screen) {
  const { name } = screen.app;
  const isLinked = screen.connections > 0 && !screen.isDown && !screen.tokenTrouble;
  byId('link').className = isLinked ? 'link linked' : 'link';
  if (screen.isDown) byId('link').textContent = 'Slack is down, on request';
  else if (screen.tokenTrouble)
    byId('link').textContent = `${name}’s token does not work: ${screen.tokenTrouble}`;
  else byId('link').textContent = isLinked ? `${name} is connected` : `${name} is not connected`;
}
