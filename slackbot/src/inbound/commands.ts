/** `/postern …`: answers that one person alone sees, as the agent they are. */
import { setTimeout as pause } from 'node:timers/promises';
import { failureOf } from '@postern/core';
import type { App, RespondArguments, SlashCommand } from '@slack/bolt';
import { cardMessage } from '../render/card.ts';
import { type Rendered, sentence } from '../render/text.ts';
import { mostListed, ticketList } from '../render/ticket-list.ts';
import { troubleOf } from '../slack-errors.ts';
import { wordsFor } from '../words.ts';
import { alone, type FilingParts, openNewTicket } from './filing.ts';
import type { SlackPerson } from './slack-people.ts';

interface Command {
  person: SlackPerson;
  channelId: string;
  verb: string;
  /** What stands behind the verb, as the person typed it. */
  rest: string;
}

/** Slack waits three seconds for the first answer; what takes longer follows over the command's own address. */
const quickMs = 1_500;

const help = [
  '/postern queue: open tickets that nobody has, the oldest first',
  '/postern mine: your open tickets',
  '/postern find WORDS: tickets by words or by a query, such as: find is:open tag:billing',
  '/postern show NUMBER: one ticket',
  '/postern new: file a ticket in the name of a contact',
  '/postern link CODE: says which agent you are; the code comes from: postern slack link',
  'Only you see the answers.',
].join('\n');

export function onCommands(app: App, parts: FilingParts): void {
  app.command('/postern', async ({ ack, command, respond }) => {
    const { person, verb } = readCommand(command);
    if (verb === 'new') {
      await ack();
      const { trigger_id } = command;
      return openNewTicket(parts, { person, triggerId: trigger_id, say: alone(respond) });
    }
    const answer = answerTo(parts, readCommand(command)).then(onlyForThem);
    const late = new AbortController();
    const first = await Promise.race([
      answer,
      pause(quickMs, null, { signal: late.signal }).catch(() => null),
    ]);
    late.abort();
    if (first) return ack(first);
    await ack();
    try {
      await respond(await answer);
    } catch (error) {
      parts.log.warn(
        { reason: troubleOf(error).words },
        'the answer to a command could not be shown in Slack',
      );
    }
  });
}

const onlyForThem = ({ text, blocks }: Rendered): RespondArguments => ({
  response_type: 'ephemeral',
  text,
  blocks,
});

/** Never throws: what went wrong is the answer. */
async function answerTo(parts: FilingParts, command: Command): Promise<Rendered> {
  try {
    return await follow(parts, command);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== 'UNREACHABLE') return sentence(wordsFor(failure, parts.publicUrl));
    const { words } = troubleOf(error);
    parts.log.warn({ command: command.verb, reason: words }, 'a command of Slack could not be followed');
    return sentence(`That did not work: ${words} Try again in a moment.`);
  }
}

async function follow(parts: FilingParts, command: Command): Promise<Rendered> {
  const { client, people } = parts;
  const { person, verb, rest } = command;
  if (verb === '' || verb === 'help') return sentence(help);
  if (verb === 'link') {
    if (!rest) return sentence('Type the code behind it. It comes from the terminal: postern slack link');
    const { agentName } = await people.link(person, rest);
    return sentence(`You are ${agentName} from now on, with the same permissions as in the terminal.`);
  }
  await people.recognise(person);
  const find = (query: string) => client.slack.find.query({ ...person, query, limit: mostListed });
  switch (verb) {
    case 'queue':
      return ticketList(
        'Unclaimed, the oldest first',
        await find('is:open assignee:none -is:snoozed sort:created'),
      );
    case 'mine':
      return ticketList('Yours', await find('is:open assignee:me -is:snoozed'));
    case 'find':
      if (!rest)
        return sentence('Say what to find: /postern find WORDS, or a query such as is:open tag:billing.');
      return ticketList(`Found by ${rest}`, await find(rest));
    case 'show':
      return show(parts, command);
    default:
      return sentence(`There is no "/postern ${verb}".\n${help}`);
  }
}

/** With buttons only where cards stand anyway, and where it is safe to act now. */
async function show(parts: FilingParts, { person, channelId, rest }: Command): Promise<Rendered> {
  const number = Number(/^#?(\d{1,9})$/.exec(rest)?.[1]);
  if (!number) return sentence('Say which one by its number: /postern show 1042');
  const { card, room } = await parts.client.slack.show.query({ ...person, ticket: number, channelId });
  if (!card) return sentence(`Ticket #${number} is gone.`);
  const { blocks } = cardMessage(card);
  // Below the buttons stands what is true in a thread alone.
  const buttonsAt = blocks.findIndex(({ type }) => type === 'actions');
  const { rooms } = parts.workspace;
  // Who does not know shows the ticket, and no buttons.
  const canAct = room?.parkedBecause === null && (await rooms.isSafe(room, channelId).catch(() => false));
  return {
    text: `Ticket #${number}`,
    blocks: canAct || buttonsAt < 0 ? blocks : blocks.slice(0, buttonsAt),
  };
}

function readCommand({
  team_id: teamId,
  user_id: userId,
  channel_id: channelId,
  text,
}: SlashCommand): Command {
  const [, verb = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(typedText(text)) ?? [];
  return { person: { teamId, userId }, channelId, verb: verb.toLowerCase(), rest: rest.trim() };
}

/** Slack escapes what is typed, and makes links of addresses: this is what stood there before. */
export function typedText(text: string): string {
  return text
    .replaceAll(/<(?:mailto:|https?:)[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<(?:mailto:)?(https?:[^>]*|[^@#!>][^>]*)>/g, '$1')
    .replaceAll(/<([@#])[A-Z0-9]+\|([^>]*)>/g, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[“”„]/g, '"');
}
