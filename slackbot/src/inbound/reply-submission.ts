/** The submitted reply dialog: the only place of the bot from which something goes to a customer. */
import { failureOf } from '@postern/core';
import type { Outputs } from '@postern/core/client';
import type { App, types, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import {
  afterInput,
  type DialogState,
  dialogState,
  type FileChoice,
  fileInput,
  messageFilesInput,
  type OpenedReply,
  replyBlock,
  replyDialog,
  replyDialogId,
  replyInput,
  replyOutcome,
  type Shown,
} from '../render/reply-dialog.ts';
import { limits } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import { wordsFor } from '../words.ts';
import type { ClickParts } from './clicks.ts';
import { type DialogEnd, endDialog } from './dialog-end.ts';
import { FileNotRead, type FileReading, takeFiles } from './slack-files.ts';
import type { SlackPerson } from './slack-people.ts';

type Answer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: types.ModalView };

type Parts = Omit<ClickParts, 'people'> & { files: FileReading };
type Upload = Outputs['slack']['upload'];

interface Submitted {
  person: SlackPerson;
  state: DialogState;
  text: string;
  after: 'wait' | 'close' | 'stay';
  /** Files of Slack that were chosen: brought into the dialog, or ticked at the message. */
  chosen: string[];
  /** What the dialog offered of its message, to be offered again. */
  messageFiles: FileChoice[];
}

/** Why nothing was sent, to be shown with the dialog. */
interface Held {
  again: Shown;
  /** Of the text that is to be looked at. */
  shown?: string;
  /** What the dialog showed is not so any more, and its nonce would be refused again. */
  isStale?: boolean;
  /** Another text stands in it now. */
  isNew?: boolean;
}

/**
 * Registers the dialog. It closes when the reply is stored; else it stays open with the text and says why. Slack waits
 * three seconds for an answer, and files may take longer: then the dialog says so at once, and how it ended afterwards.
 */
export function onReplySubmission(app: App, parts: Parts): void {
  app.view<ViewSubmitAction>(replyDialogId, async ({ ack, body, view }) => {
    const submitted = readSubmission({ teamId: body.team?.id ?? '', userId: body.user.id }, view);
    if (submitted.chosen.length === 0) {
      const held = await submit(parts, submitted, []);
      await (held ? ack(await answerFor(parts, submitted, held)) : ack());
      return;
    }
    const files = submitted.chosen.length === 1 ? 'The file is' : `The ${submitted.chosen.length} files are`;
    await ack({
      response_action: 'update',
      view: replyOutcome(
        `${files} on the way, and your reply with ${submitted.chosen.length === 1 ? 'it' : 'them'}. Look in the thread before you send it again.`,
      ),
    });
    const { person, state } = submitted;
    const end = await withFiles(parts, submitted);
    await endDialog(parts, { viewId: view.id, person, place: state, ...end });
  });
}

async function withFiles(parts: Parts, submitted: Submitted): Promise<DialogEnd> {
  const taken: Upload[] = [];
  try {
    for await (const upload of takeFiles(parts, submitted.person, submitted.chosen)) taken.push(upload);
  } catch (error) {
    const held = { again: { notice: `${fileTrouble(parts, error)} Nothing was sent.` } };
    return dialogAgain(parts, submitted, held, taken);
  }
  const held = await submit(parts, submitted, taken);
  if (held) return dialogAgain(parts, submitted, held, taken);
  const count = taken.length === 1 ? '1 file' : `${taken.length} files`;
  const words = `Sent to the customer, with ${count}.`;
  return { view: replyOutcome(words), words };
}

function fileTrouble({ publicUrl }: Parts, error: unknown): string {
  if (error instanceof FileNotRead) return error.message;
  const failure = failureOf(error);
  return failure.code === 'UNREACHABLE' ? troubleOf(error).words : wordsFor(failure, publicUrl);
}

/** Sends, or answers why not. */
async function submit(
  { client, publicUrl, log }: Parts,
  { person, state, text, after }: Submitted,
  taken: readonly Upload[],
): Promise<Held | null> {
  const uploads = [...(state.uploads ?? []), ...taken.map(({ id }) => id)];
  try {
    const { nonce, shown = null } = state;
    const answer = await client.slack.sendReply.mutate({
      ...person,
      nonce,
      body: text,
      uploads,
      after,
      shown,
    });
    if (answer.is === 'sent') return null;
    if (answer.text.length > limits.inputText) return { again: { notice: tooLong(answer.text) } };
    return {
      again: { text: answer.text, notice: noticeAbove(answer), warnings: answer.warnings },
      shown: answer.shown,
      isNew: true,
    };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'UNREACHABLE')
      log.error({ err: error }, 'a reply from Slack could not be handed to the desk');
    const notice = wordsFor(failure, publicUrl);
    return { again: { notice }, isStale: failure.code === 'AUDIENCE_CHANGED' };
  }
}

type ToBeShown = Extract<Outputs['slack']['sendReply'], { is: 'to be shown' }>;

function noticeAbove({ isConverted, warnings }: ToBeShown): string {
  const replaced =
    'This is what the customer will read: names of people and channels, and private files, were replaced.';
  if (warnings.length === 0) return `${replaced} Look at it, then send.`;
  const advice = 'What is listed here stands in it. Change it, or send it as it is.';
  return isConverted ? `${replaced} ${advice}` : advice;
}

/** Nothing is cut off: what was typed stays in the dialog. */
function tooLong(text: string): string {
  const count = (characters: number) => characters.toLocaleString('en');
  return `The customer would read names instead of mentions, and with these your reply has ${count(text.length)} characters; a dialog of Slack holds ${count(limits.inputText)}. Shorten it, and send it again.`;
}

/** What a dialog that is still open is answered: words beside the text, or the dialog as it is now. */
async function answerFor(parts: Parts, submitted: Submitted, held: Held): Promise<Answer> {
  const complain = (words: string): Answer => ({
    response_action: 'errors',
    errors: { [replyBlock(submitted.state)]: words },
  });
  if (!held.shown && !held.isStale) return complain(held.again.notice ?? '');
  try {
    return { response_action: 'update', view: await dialogFor(parts, submitted, held, []) };
  } catch (error) {
    return complain(wordsFor(failureOf(error), parts.publicUrl));
  }
}

async function dialogAgain(
  parts: Parts,
  submitted: Submitted,
  held: Held,
  taken: readonly Upload[],
): Promise<DialogEnd> {
  const { text } = submitted;
  const reason = held.shown ? 'It was to be looked at first.' : held.again.notice;
  const words = `Your reply was not sent. ${reason} Open "Reply to customer" again. Your text was: ${text}`;
  try {
    // The fields are gone with the dialog that told of the files, so the text is put in again.
    return { view: await dialogFor(parts, submitted, { ...held, isNew: true }, taken), words };
  } catch (error) {
    const why = wordsFor(failureOf(error), parts.publicUrl);
    return { view: replyOutcome(`Nothing was sent. ${why} Your text was: ${text}`), words };
  }
}

async function dialogFor(
  { client }: Parts,
  { person, state, text, messageFiles }: Submitted,
  held: Held,
  taken: readonly Upload[],
): Promise<types.ModalView> {
  const { ticketId, channelId, threadTs, sourceTs } = state;
  const source = sourceTs && threadTs ? { channelId, threadTs, ts: sourceTs } : undefined;
  const opened: OpenedReply = held.isStale
    ? await client.slack.openReply.mutate({ ...person, ticketId, source })
    : { ...(await client.slack.shownReply.query({ ...person, ticketId })), nonce: state.nonce };
  const uploads = [...(state.uploads ?? []), ...taken.map(({ id }) => id)];
  const listed = uploads.length > 0 ? await client.slack.uploads.query({ ...person, uploads }) : [];
  const shown = held.shown ?? state.shown;
  const place = {
    ...{ ticketId, channelId, threadTs, uploads },
    step: (state.step ?? 0) + (held.isNew ? 1 : 0),
    ...(sourceTs && { sourceTs }),
    ...(shown && { shown }),
  };
  return replyDialog(opened, place, { text, messageFiles, ...held.again, taken: listed });
}

function readSubmission(person: SlackPerson, view: ViewOutput): Submitted {
  const state = dialogState(view.private_metadata);
  const { values } = view.state;
  const filesOf = Object.entries(values)
    .filter(([block]) => block === fileInput.block || block.startsWith(`${fileInput.block}.`))
    .flatMap(
      ([, block]) => (block[fileInput.action] as { files?: { id: string }[] } | undefined)?.files ?? [],
    );
  const ticked = values[messageFilesInput.block]?.[messageFilesInput.action]?.selected_options ?? [];
  const after = values[afterInput.block]?.[afterInput.action]?.selected_option?.value;
  return {
    person,
    state,
    text: values[replyBlock(state)]?.[replyInput.action]?.value ?? '',
    after: after === 'close' || after === 'stay' ? after : 'wait',
    chosen: [...new Set([...filesOf.map(({ id }) => id), ...ticked.map(({ value }) => value)])],
    messageFiles: offeredFiles(view),
  };
}

function offeredFiles(view: ViewOutput): FileChoice[] {
  const block = view.blocks.find(({ block_id: id }) => id === messageFilesInput.block) as
    | { element?: { options?: { value: string; text: { text: string } }[] } }
    | undefined;
  return (block?.element?.options ?? []).map(({ value, text }) => ({ id: value, name: text.text }));
}
