/** The shortcuts "Create ticket" on a message and "New ticket": an agent files a ticket in a contact's name. */
import { failureOf } from '@postern/core';
import type {
  App,
  GlobalShortcut,
  MessageShortcut,
  RespondArguments,
  types,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import { button } from '../render/card.ts';
import {
  blockOf,
  type FiledMessage,
  type FilingState,
  type Filled,
  filingDialog,
  filingDialogId,
  filingFields,
  filingFiles,
  filingState,
} from '../render/filing-dialog.ts';
import type { FileChoice } from '../render/reply-dialog.ts';
import type { Rendered } from '../render/text.ts';
import { sayDialog } from '../render/ticket-dialogs.ts';
import { troubleOf } from '../slack-errors.ts';
import { wordsFor } from '../words.ts';
import { type DialogEnd, endDialog, sayDirectly } from './dialog-end.ts';
import { messageButton, messageRef, readMessage } from './message-ref.ts';
import { onPress, type PressParts, tooLate, withButton } from './press.ts';
import { type Said, saidIn } from './said-in-thread.ts';
import { FileNotRead, type FileReading, takeFiles } from './slack-files.ts';
import type { SlackPerson } from './slack-people.ts';
import { filesIn, type GivenMessage, textForCustomers, typedIn } from './typed-message.ts';
import { whisper } from './whisper.ts';

export type FilingParts = PressParts & { files: FileReading };

const title = 'New ticket';
/** The button that opens the dialog once more. */
const again = 'ticket.file';
const mostThreadMessages = 100;
const longestSubject = 200;

/** Registers both shortcuts and the dialog. Nothing is posted where the message stands; refusals come as a dialog. */
export function onFiling(app: App, parts: FilingParts): void {
  app.shortcut<MessageShortcut>(
    { callback_id: 'ticket_from_message', type: 'message_action' },
    async ({ ack, body, respond }) => {
      await ack();
      const { channel, message, trigger_id: triggerId } = body;
      const ts = message.ts ?? body.message_ts;
      const rootTs = typeof message.thread_ts === 'string' ? message.thread_ts : ts;
      const asked = { person: personOf(body), triggerId, say: alone(respond) };
      await openFor(parts, asked, { ref: { channelId: channel.id, ts, rootTs }, message });
    },
  );
  app.shortcut<GlobalShortcut>({ callback_id: 'ticket_new', type: 'shortcut' }, async ({ ack, body }) => {
    await ack();
    const person = personOf(body);
    const say = (said: Rendered) => sayDirectly(parts, person, said);
    await openNewTicket(parts, { person, triggerId: body.trigger_id, say });
  });
  onPress(app, parts, again, async ({ person, triggerId, value, ...place }) => {
    const say = (said: Rendered) => whisper(parts, { ...place, userId: person.userId }, said);
    const ref = messageRef(value);
    if (!ref) return openNewTicket(parts, { person, triggerId, say });
    // Where the bot may not read, the words are typed, and the link back is kept.
    const message = (await readMessage(parts, ref)) ?? {};
    return openFor(parts, { person, triggerId, say }, { ref, message });
  });
  app.view<ViewSubmitAction>(filingDialogId, async ({ ack, body, view }) => {
    // Reading files and a thread may take longer than the three seconds that Slack waits.
    await ack({
      response_action: 'update',
      view: sayDialog(title, 'The ticket is on its way. Look where new tickets go before you file it again.'),
    });
    const person = personOf(body);
    const end = await file(parts, person, view);
    // Not where the message stands: people of other companies may be there, or the bot may not.
    await endDialog(parts, { viewId: view.id, person, place: null, ...end });
  });
}

/** Who wants to file a ticket, and where a word to them alone goes. */
export interface AsksToFile {
  person: SlackPerson;
  triggerId: string;
  say(said: Rendered): Promise<unknown>;
}

/** The empty dialog, within three seconds of what asked for it. Refusals come as a dialog too. */
export function openNewTicket(parts: FilingParts, asked: AsksToFile): Promise<void> {
  return open(parts, asked, null, async () => ({ filled: { from: '', subject: '', body: '' }, files: [] }));
}

function openFor(
  parts: FilingParts,
  asked: AsksToFile,
  { ref, message }: { ref: FiledMessage; message: GivenMessage },
): Promise<void> {
  return open(parts, asked, ref, async (person) => {
    const body = await textForCustomers(parts, person, typedIn(message));
    const from = /[^\s<>()"',;]+@[^\s<>()"',;]+\.[a-z]{2,}/i.exec(body)?.[0] ?? '';
    const [subject = ''] = body.split('\n').filter((line) => line.trim() !== '');
    return { filled: { from, subject: subject.slice(0, longestSubject), body }, files: filesIn(message) };
  });
}

/** Answers over the address that came with what was pressed, which works where the bot is no member, too. */
export const alone =
  (respond: (said: RespondArguments) => Promise<unknown>) =>
  ({ text, blocks }: Rendered) =>
    respond({ response_type: 'ephemeral', replace_original: false, text, blocks });

const personOf = ({ team, user }: { team: { id: string } | null; user: { id: string } }): SlackPerson => ({
  teamId: team?.id ?? '',
  userId: user.id,
});

async function open(
  parts: FilingParts,
  { person, triggerId, say }: AsksToFile,
  message: FiledMessage | null,
  fill: (person: SlackPerson) => Promise<{ filled: Filled; files: FileChoice[] }>,
): Promise<void> {
  let view: types.ModalView;
  try {
    await parts.people.recognise(person);
    await parts.client.slack.mayFile.query(person);
    view = filingDialog({ message, step: 0 }, await fill(person));
  } catch (error) {
    view = sayDialog(title, troubleIn(parts, error));
  }
  try {
    await parts.workspace.web.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    const { kind, words } = troubleOf(error);
    parts.log.warn({ reason: words }, 'a dialog in Slack could not be opened');
    const label = message ? 'Create ticket' : title;
    const below = message ? messageButton(again, label, message) : button(again, label, 'new');
    const said = kind === 'dialog' ? tooLate : `That did not work: ${words} Try again in a moment.`;
    await say(withButton(said, below)).catch((unsaid: unknown) =>
      parts.log.warn({ reason: troubleOf(unsaid).words }, 'nobody could be told why a dialog did not open'),
    );
  }
}

async function file(parts: FilingParts, person: SlackPerson, view: ViewOutput): Promise<DialogEnd> {
  const { client } = parts;
  const state = filingState(view.private_metadata);
  const { filled, chosen, files } = readFiling(view, state);
  try {
    const uploads: string[] = [];
    for await (const { id } of takeFiles(parts, person, chosen)) uploads.push(id);
    const { message } = state;
    const { number } = await client.slack.fileTicket.mutate({
      ...person,
      ...filled,
      uploads,
      requestId: `slack-${view.id}`,
      origin: message && { channelId: message.channelId, ts: message.ts, link: await linkTo(parts, message) },
      thread: message ? await saidAround(parts, message) : [],
    });
    const words = `Ticket #${number} is filed. Its card is posted where new tickets go. In the terminal: postern ticket view ${number}`;
    return { view: sayDialog(title, words), words };
  } catch (error) {
    const notice = `${troubleIn(parts, error)} Nothing was filed.`;
    return {
      view: filingDialog({ ...state, step: state.step + 1 }, { filled, files, notice }),
      words: `${notice} Your message was: ${filled.body}`,
    };
  }
}

function troubleIn({ publicUrl, log }: FilingParts, error: unknown): string {
  if (error instanceof FileNotRead) return error.message;
  const failure = failureOf(error);
  if (failure.code !== 'UNREACHABLE') return wordsFor(failure, publicUrl);
  const { words } = troubleOf(error);
  log.warn({ reason: words }, 'a ticket could not be filed from Slack');
  return words;
}

async function linkTo({ workspace, log }: FilingParts, message: FiledMessage): Promise<string | null> {
  try {
    const { channelId: channel, ts } = message;
    return (await workspace.web.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null;
  } catch (error) {
    log.debug({ reason: troubleOf(error).words }, 'a message in Slack has no link');
    return null;
  }
}

/** What people wrote in the thread; where the bot is not in the channel, the message alone goes into the ticket. */
async function saidAround(
  { workspace, people, log }: FilingParts,
  { channelId, rootTs }: FiledMessage,
): Promise<Said[]> {
  try {
    const { messages = [] } = await workspace.web.conversations.replies({
      channel: channelId,
      ts: rootTs,
      limit: mostThreadMessages,
    });
    return await saidIn(people, messages);
  } catch (error) {
    log.info({ reason: troubleOf(error).words }, 'the thread of a filed message could not be read');
    return [];
  }
}

function readFiling(view: ViewOutput, state: FilingState) {
  const { values } = view.state;
  const text = (field: keyof typeof filingFields) =>
    values[blockOf(field, state)]?.[filingFields[field].action]?.value ?? '';
  const ticked = values[filingFiles.block]?.[filingFiles.action]?.selected_options ?? [];
  const boxes = view.blocks.find(({ block_id: id }) => id === filingFiles.block) as
    | { element?: { options?: { value: string; text: { text: string } }[] } }
    | undefined;
  const files = (boxes?.element?.options ?? []).map(({ value, text: { text: name } }) => ({
    id: value,
    name,
  }));
  return {
    filled: { from: text('from').trim(), subject: text('subject'), body: text('body') },
    chosen: ticked.map(({ value }) => value),
    files,
  };
}
