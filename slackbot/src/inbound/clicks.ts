/** The buttons of a card: claim, close, reopen, and the way into the reply dialog. */
import { failureOf, type PosternClient } from '@postern/core';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { actions, buttons, replyButton } from '../render/card.ts';
import { replyDialog } from '../render/reply-dialog.ts';
import { fallback, plain } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';
import { wordsFor } from '../words.ts';
import type { SlackPeople, SlackPerson } from './slack-people.ts';

export interface ClickParts {
  client: PosternClient;
  workspace: SlackWorkspace;
  people: SlackPeople;
  publicUrl: string;
  log: Log;
}

interface Click {
  person: SlackPerson;
  ticketId: string;
  channelId: string;
  threadTs: string | null;
  triggerId: string;
}

/** Registers the buttons. Each click is answered at once, and again in words when it could not be followed. */
export function onClicks(app: App, parts: ClickParts): void {
  const { client } = parts;
  const on = (actionId: string, act: (click: Click) => Promise<unknown>) =>
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      await ack();
      const click = readClick(body, action);
      if (!click) return;
      try {
        await parts.people.recognise(click.person);
        await act(click);
      } catch (error) {
        await refuse(parts, click, error);
      }
    });
  const onTicket = ({ person, ticketId }: Click) => ({ ...person, ticket: ticketId });

  on(actions.claim, (click) => client.slack.claim.mutate(onTicket(click)));
  on(actions.close, (click) => client.slack.close.mutate(onTicket(click)));
  on(actions.reopen, (click) => client.slack.reopen.mutate(onTicket(click)));
  on(actions.reply, (click) => openDialog(parts, click));
}

/** Slack allows three seconds from the click: the dialog's content comes from the desk's own database. */
async function openDialog({ client, workspace }: ClickParts, click: Click): Promise<void> {
  const { ticketId, channelId, threadTs } = click;
  const opened = await client.slack.openReply.mutate({ ...click.person, ticketId });
  await workspace.web.views.open({
    trigger_id: click.triggerId,
    view: replyDialog(opened, { ticketId, channelId, threadTs }),
  });
}

async function refuse(parts: ClickParts, click: Click, error: unknown): Promise<void> {
  const { log, publicUrl } = parts;
  const failure = failureOf(error);
  const isDesks = failure.code !== 'UNREACHABLE';
  const trouble = troubleOf(error);
  const isTooLate = !isDesks && trouble.kind === 'dialog';
  if (!isDesks)
    log.warn({ action: 'click', reason: trouble.words }, 'a click in Slack could not be followed');
  const text = isDesks
    ? wordsFor(failure, publicUrl)
    : isTooLate
      ? 'That took too long for Slack. Press the button again.'
      : `That did not work: ${trouble.words} Try again in a moment.`;
  try {
    await parts.workspace.web.chat.postEphemeral({
      channel: click.channelId,
      user: click.person.userId,
      ...(click.threadTs && { thread_ts: click.threadTs }),
      text: fallback(text),
      blocks: [
        { type: 'section', text: plain(text.slice(0, 3_000)) },
        ...(isTooLate ? [buttons([replyButton(click.ticketId)])] : []),
      ],
      parse: 'none',
      link_names: false,
    });
  } catch (failed) {
    log.warn({ reason: troubleOf(failed).words }, 'an answer to a click could not be shown in Slack');
  }
}

function readClick(body: BlockAction<ButtonAction>, action: ButtonAction): Click | null {
  const { container, channel, team, user } = body;
  const channelId = channel?.id ?? container.channel_id;
  if (!channelId || !team || !action.value) return null;
  return {
    person: { teamId: team.id, userId: user.id },
    ticketId: action.value,
    channelId,
    threadTs: typeof container.thread_ts === 'string' ? container.thread_ts : null,
    triggerId: body.trigger_id,
  };
}
