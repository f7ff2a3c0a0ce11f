/** The open channel's head: what one may do to the channel, and the line that says what is special about it. */
import { byId, el } from './dom.js';

/** The menu of the channel: what people do to channels in Slack's settings, each in one click. */
export function drawRoomMenu(screen, act) {
  const menu = byId('room-menu');
  const { channel, bot, app } = screen;
  menu.hidden = !channel || channel.isDirect || app.tab !== null;
  if (menu.hidden) return;
  const item = (label, what) =>
    el(
      'button',
      { type: 'button', onclick: () => done(menu) && act({ channel: channel.id, ...what }) },
      label,
    );
  const others = screen.people.filter(
    (one) => !one.isBot && !one.isDeleted && !channel.members.includes(one.id),
  );
  byId('room-acts').replaceChildren(
    ...[
      channel.hasBot
        ? item(`Remove ${app.name}`, { kind: 'remove', person: bot.userId })
        : item(`Invite ${app.name}`, { kind: 'invite', person: bot.userId }),
      ...others.map((one) => item(`Invite ${one.realName}`, { kind: 'invite', person: one.id })),
      el('button', { type: 'button', onclick: () => done(menu) && rename(channel, act) }, 'Rename…'),
      channel.isExtShared || channel.isPendingExtShared
        ? item('Stop sharing externally', { kind: 'share', isExtShared: false })
        : item('Share externally', { kind: 'share' }),
      !channel.isExtShared &&
        !channel.isPendingExtShared &&
        item('Invite another company (pending)', { kind: 'share', isPending: true }),
      item('Give it a new id', { kind: 'changeChannelId' }),
      item(channel.isArchived ? 'Unarchive' : 'Archive', {
        kind: 'archive',
        isArchived: !channel.isArchived,
      }),
      el(
        'button',
        { type: 'button', class: 'danger-text', onclick: () => done(menu) && erase(channel, act) },
        'Delete channel…',
      ),
    ].filter(Boolean),
  );
}

function done(menu) {
  menu.open = false;
  return true;
}

function rename(channel, act) {
  const field = el('input', { class: 'field', value: channel.name, 'aria-label': 'New name' });
  confirmWith(`Rename #${channel.name}`, field, 'Rename', () =>
    act({ kind: 'rename', channel: channel.id, name: field.value.trim() }),
  );
}

function erase(channel, act) {
  const words = el('p', {}, 'The channel and everything said in it are gone for good.');
  confirmWith(`Delete #${channel.name}?`, words, 'Delete channel', () =>
    act({ kind: 'deleteChannel', channel: channel.id }),
  );
}

/** What stands before a channel's name: drawn, because not every machine has a letter that is a lock. */
export function channelSign({ isPrivate }) {
  return isPrivate
    ? el('span', { class: 'lock', role: 'img', 'aria-label': 'Private' })
    : el('span', { 'aria-hidden': 'true' }, '#');
}

/** Asks for one thing in a small dialog and runs `run` when the person agrees. */
export function confirmWith(title, content, label, run) {
  const dialog = byId('confirm');
  const finish = (isAgreed) => {
    dialog.close();
    if (isAgreed) run();
  };
  dialog.onclose = null;
  dialog.replaceChildren(
    el(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          finish(true);
        },
      },
      el('h2', { id: 'confirm-title' }, title),
      el('div', { class: 'confirm-text' }, content),
      el(
        'div',
        { class: 'modal-foot' },
        el('button', { type: 'button', class: 'button', onclick: () => finish(false) }, 'Cancel'),
        el('button', { class: 'button primary' }, label),
      ),
    ),
  );
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  dialog.showModal();
}

export function drawBanner(screen, act) {
  const { channel, bot, app } = screen;
  const banner = byId('banner');
  const isOut = channel && !channel.hasBot && !channel.isArchived;
  const isShared = channel?.isExtShared || channel?.isPendingExtShared;
  banner.hidden = !channel || app.tab !== null || !(isOut || channel.isArchived || isShared);
  if (banner.hidden) return;
  const shared = channel.isExtShared
    ? 'This channel is shared with another company. '
    : 'Another company was invited into this channel. ';
  const button = (label, what) =>
    el('button', { type: 'button', class: 'button', onclick: () => act(what) }, label);
  if (channel.isArchived) {
    banner.replaceChildren(
      'This channel is archived.',
      button('Unarchive', { kind: 'archive', isArchived: false }),
    );
  } else if (isOut) {
    banner.replaceChildren(
      `${isShared ? shared : ''}${app.name} is not in this channel and sees nothing of it.`,
      button(`Invite ${app.name}`, { kind: 'invite', person: bot.userId }),
    );
  } else banner.replaceChildren(shared.trim());
}
