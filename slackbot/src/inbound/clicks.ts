/** The buttons and menus of a card: what each does at once, and which dialog it opens. */
import type { PosternClient, TicketHead } from '@postern/core/client';
import type { App, types } from '@slack/bolt';
import { actions, chosen, type More, type Snooze } from '../render/card-menus.ts';
import { replyDialog } from '../render/reply-dialog.ts';
import { assignDialog, binDialog, mergeDialog, priorityDialog } from '../render/ticket-dialogs.ts';
import { listenerOf, onPress, type Press, type PressParts } from './press.ts';
import { whisper } from './whisper.ts';

export type ClickParts = PressParts;

export function onClicks(app: App, parts: ClickParts): void {
  const { client } = parts;
  const on = (actionId: string, act: (press: Press) => Promise<unknown>) =>
    onPress(app, parts, actionId, act);
  const onTicket = ({ person, value }: Press) => ({ ...person, ticket: value });

  on(actions.claim, (press) => client.slack.claim.mutate(onTicket(press)));
  on(actions.release, (press) => client.slack.release.mutate(onTicket(press)));
  on(actions.wake, (press) => client.slack.wake.mutate(onTicket(press)));
  on(actions.close, (press) => client.slack.close.mutate(onTicket(press)));
  on(actions.reopen, (press) => client.slack.reopen.mutate(onTicket(press)));
  on(actions.reply, (press) => openReplyDialog(parts, press));
  on(actions.snooze, (press) => snooze(parts, press));
  on(actions.more, (press) => more(parts, press));
  on(actions.again, (press) => more(parts, press));
}

/** Slack allows three seconds from the press: the dialog's content comes from the desk's own database. */
async function openReplyDialog({ client, workspace }: ClickParts, press: Press): Promise<void> {
  const { value: ticketId, channelId, threadTs } = press;
  const opened = await client.slack.openReply.mutate({ ...press.person, ticketId });
  await workspace.web.views.open({
    trigger_id: press.triggerId,
    view: replyDialog(opened, { ticketId, channelId, threadTs }),
  });
}

/** Mornings are those of whoever chose. */
async function snooze({ client, people }: ClickParts, { person, value }: Press): Promise<void> {
  const { choice, ticketId } = chosen(value) ?? {};
  if (!choice || !ticketId) return;
  const isMorning = choice === 'tomorrow' || choice === 'nextWeek';
  const timeZone = isMorning ? await people.timeZoneOf(person) : 'UTC';
  await client.slack.snooze.mutate({ ...person, ticket: ticketId, until: choice as Snooze, timeZone });
}

const dialogs: Partial<Record<More, (ticket: TicketHead) => types.ModalView>> = {
  assign: assignDialog,
  priority: priorityDialog,
  merge: mergeDialog,
  bin: binDialog,
};

async function more(parts: ClickParts, press: Press): Promise<void> {
  const { choice, ticketId } = chosen(press.value) ?? {};
  if (!choice || !ticketId) return;
  const ticket = await ticketOf(parts.client, press, ticketId);
  const dialog = dialogs[choice as More];
  if (dialog) await parts.workspace.web.views.open({ trigger_id: press.triggerId, view: dialog(ticket) });
  else
    await whisper(
      parts,
      listenerOf(press),
      `Ticket #${ticket.number} with all of its messages and notes, in the terminal: postern ticket view ${ticket.number}`,
    );
}

const ticketOf = (client: PosternClient, { person }: Press, ticket: string) =>
  client.slack.ticket.query({ ...person, ticket });
