/** What people wrote in a thread, with names instead of ids; what bots and the app itself posted stays out. */
import type { PosternClient } from '@postern/core';
import { mentionedIn, plainText } from './plain-text.ts';
import type { SlackPeople } from './slack-people.ts';
import { filesIn, type GivenMessage, typedIn } from './typed-message.ts';

export type Said = Parameters<PosternClient['slack']['fileTicket']['mutate']>[0]['thread'][number];

export type ThreadMessageGiven = GivenMessage & {
  bot_id?: string | undefined;
  user?: string | undefined;
  ts?: string | undefined;
};

/** In the order that is given. Throws nothing for names that Slack does not tell. */
export async function saidIn(people: SlackPeople, messages: readonly ThreadMessageGiven[]): Promise<Said[]> {
  const said: Said[] = [];
  for (const message of messages) {
    if (message.bot_id || !message.user || !message.ts) continue;
    const typed = typedIn(message);
    const mentioned = mentionedIn(typed);
    const names = await people.namesOf({ ...mentioned, people: [...mentioned.people, message.user] });
    const authorName = names.people.get(message.user) ?? 'Somebody';
    const text = plainText({ ...typed, files: filesIn(message).map(({ name }) => name) }, names);
    said.push({ ts: message.ts, userId: message.user, authorName, text });
  }
  return said;
}
