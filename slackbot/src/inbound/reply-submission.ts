/** The submitted reply dialog: the only place of the bot from which something goes to a customer. */
import { type Failure, failureOf } from '@postern/core';
import type { App, ViewSubmitAction } from '@slack/bolt';
import { dialogState, replyDialog, replyDialogId, replyInput } from '../render/reply-dialog.ts';
import { wordsFor } from '../words.ts';
import type { ClickParts } from './clicks.ts';
import type { SlackPerson } from './slack-people.ts';

type Answer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ReturnType<typeof replyDialog> };

/** Registers the dialog. It closes when the reply is stored; else it stays open with the text and says why. */
export function onReplySubmission(app: App, parts: Omit<ClickParts, 'workspace'>): void {
  app.view<ViewSubmitAction>(replyDialogId, async ({ ack, body, view }) => {
    const person = { teamId: body.team?.id ?? '', userId: body.user.id };
    const text = view.state.values[replyInput.block]?.[replyInput.action]?.value ?? '';
    const answer = await sendReply(parts, person, { privateMetadata: view.private_metadata, text });
    await (answer ? ack(answer) : ack());
  });
}

async function sendReply(
  parts: Omit<ClickParts, 'workspace'>,
  person: SlackPerson,
  given: { privateMetadata: string; text: string },
): Promise<Answer | null> {
  const { client, publicUrl, log } = parts;
  const state = dialogState(given.privateMetadata);
  try {
    await client.slack.sendReply.mutate({ ...person, nonce: state.nonce, body: given.text });
    return null;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'UNREACHABLE')
      log.error({ err: error }, 'a reply from Slack could not be handed to the desk');
    const complain = (why: Failure): Answer => ({
      response_action: 'errors',
      errors: { [replyInput.block]: wordsFor(why, publicUrl) },
    });
    if (failure.code !== 'AUDIENCE_CHANGED') return complain(failure);
    const { ticketId, channelId, threadTs } = state;
    // The old dialog's nonce would be refused again: the new one stands for what is shown now.
    return client.slack.openReply.mutate({ ...person, ticketId }).then(
      (opened): Answer => ({
        response_action: 'update',
        view: replyDialog(
          opened,
          { ticketId, channelId, threadTs },
          { text: given.text, notice: wordsFor(failure, publicUrl) },
        ),
      }),
      (refused: unknown) => complain(failureOf(refused)),
    );
  }
}
