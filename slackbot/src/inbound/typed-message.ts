/** A message that a shortcut, an event or a thread brings: what was typed in it, and its files. */
import type { PosternClient } from '@postern/core';
import type { FileChoice } from '../render/reply-dialog.ts';
import { mentionedIn, plainText, type TypedMessage } from './plain-text.ts';
import type { SlackPeople, SlackPerson } from './slack-people.ts';

/** As far as we read a message of Slack; what comes from there may hold anything. */
export interface GivenMessage {
  text?: unknown;
  blocks?: unknown;
  files?: unknown;
}

/** The words alone: its files are chosen one by one. */
export function typedIn({ text, blocks }: GivenMessage): TypedMessage {
  return { text: typeof text === 'string' ? text : '', blocks, files: [] };
}

/** Of what is hidden from events, Slack gives the id alone. */
export function filesIn({ files }: GivenMessage): FileChoice[] {
  const given = (Array.isArray(files) ? files : []) as ({ id?: unknown; name?: unknown } | null)[];
  return given.flatMap((file) =>
    typeof file?.id === 'string'
      ? [{ id: file.id, name: typeof file.name === 'string' ? file.name : 'file' }]
      : [],
  );
}

/** What was typed, as a customer may read it: agents by their public names, everybody else and channels by none. */
export async function textForCustomers(
  { client, people }: { client: PosternClient; people: SlackPeople },
  { teamId }: SlackPerson,
  typed: TypedMessage,
): Promise<string> {
  const userIds = [...mentionedIn(typed).people];
  for (const userId of userIds) await people.recognise({ teamId, userId });
  const names = userIds.length > 0 ? await client.slack.publicNames.query({ teamId, userIds }) : [];
  return plainText(typed, {
    people: new Map(names.map(({ userId, name }) => [userId, name])),
    channels: new Map(),
    isForCustomers: true,
  });
}
