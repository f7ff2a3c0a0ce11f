/** A workspace with a second channel for the bot, and what stands in each. */
import { channel, type Seed, sampleSeed } from '../../src/slack-emulator/index.ts';
import { createSlackDesk, type SlackDesk, type SlackMessage, shownText } from './slack-desk.ts';

/** The sample workspace with a channel `#billing` beside `#support`. */
export function twoChannels(): Seed {
  const seed = sampleSeed();
  const [support] = seed.channels;
  const billing = channel({ id: 'C0BILLING', name: 'billing', members: [...(support?.members ?? [])] });
  return { ...seed, channels: [...seed.channels, billing] };
}

/** Every ticket goes to `#support`; those that say "invoice" to `#billing` too. */
export async function routed(options: Parameters<typeof createSlackDesk>[0] = {}) {
  const desk = await createSlackDesk({ seed: twoChannels(), ...options });
  const { slackSettings } = await desk.agent();
  await slackSettings.addRoute.mutate({ room: '#support', query: '' });
  await slackSettings.addRoute.mutate({ room: '#billing', query: 'invoice' });
  return { desk, slackSettings };
}

export const cardIn = (desk: SlackDesk, channelId: string, number: number) =>
  desk.cards().find((card) => card.channel === channelId && card.text.includes(`#${number} `));

export const threadTexts = (desk: SlackDesk, card: SlackMessage) =>
  desk.thread(card).map(shownText).join('\n');
