/** The Slack emulator beside a desk, over its control API: what a person there sees and does, and what goes wrong. */
import type { Fault } from '../src/slack-emulator/index.ts';
import { until } from './until.ts';

export interface SlackMessage {
  ts: string;
  thread_ts?: string;
  user: string;
  text: string;
  bot_id?: string;
  channel: string;
  blocks?: { type: string; [field: string]: unknown }[];
}

export interface SlackDialog {
  id: string;
  view: { title: { text: string }; blocks: unknown[] };
  errors: Record<string, string>;
}

interface State {
  messages: SlackMessage[];
  views: SlackDialog[];
  ephemerals: { recipient: string; text: string }[];
  connections: number;
  isDown: boolean;
  pendingDeliveries: unknown[];
}

interface JournalEntry {
  seq: number;
  kind: string;
  summary: string;
}

export interface SlackControl {
  readonly url: string;
  state(): Promise<State>;
  journal(kind?: string): Promise<JournalEntry[]>;
  /** The desk's card of a ticket, once it is there. */
  card(number: number): Promise<SlackMessage>;
  /** The card whose text names this subject, once it is there. */
  cardAbout(subject: string): Promise<SlackMessage>;
  /** Every card of a ticket; more than one is a fault of the desk. */
  cards(number: number): Promise<SlackMessage[]>;
  thread(card: SlackMessage): Promise<SlackMessage[]>;
  /** The message in a card's thread that shows this text, once it is there. */
  inThread(card: SlackMessage, text: string): Promise<SlackMessage>;
  /** Writes into a card's thread; answers the message's ts. */
  say(as: string, card: SlackMessage, text: string): Promise<string>;
  click(as: string, message: SlackMessage, actionId: string): Promise<void>;
  /** Opens the reply dialog of a card. */
  openDialog(as: string, card: SlackMessage): Promise<SlackDialog>;
  /** Answers the dialog as it is afterwards; null when it closed. */
  submit(as: string, dialog: SlackDialog, text: string): Promise<SlackDialog | null>;
  planFault(fault: Partial<Fault>): Promise<void>;
  setDown(isDown: boolean): Promise<void>;
  clearFaults(): Promise<void>;
  /** Resolves once the bot is connected by WebSocket. */
  connected(): Promise<void>;
}

export function slackControl(url: string): SlackControl {
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return response.json();
  };
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`Slack does not do that: ${JSON.stringify(answer)}`);
    return answer;
  };
  const allCards = async () =>
    (await slack.state()).messages.filter((message) => message.bot_id && !isReply(message));
  const slack: SlackControl = {
    url,
    state: () => get('/_/state') as Promise<State>,
    journal: async (kind) =>
      ((await get(`/_/journal${kind ? `?kind=${kind}` : ''}`)) as { entries: JournalEntry[] }).entries,
    card: (number) =>
      until(async () => (await slack.cards(number))[0], { what: `a card of ticket #${number} in Slack` }),
    cardAbout: (subject) =>
      until(async () => (await allCards()).find(({ text }) => text.includes(subject)), {
        what: `a card about "${subject}" in Slack`,
      }),
    cards: async (number) => (await allCards()).filter(({ text }) => text.includes(`#${number} `)),
    thread: async (card) =>
      (await slack.state()).messages.filter(
        (message) => isReply(message) && message.thread_ts === card.ts && message.channel === card.channel,
      ),
    inThread: (card, text) =>
      until(async () => (await slack.thread(card)).find((each) => shownText(each).includes(text)), {
        what: `"${text}" in the thread in Slack`,
      }),
    async say(as, card, text) {
      const place = { channel: card.channel, threadTs: card.ts };
      return String((await post('/_/act', { kind: 'message', as, ...place, text })).ts);
    },
    async click(as, message, actionId) {
      await post('/_/act', { kind: 'click', as, channel: message.channel, ts: message.ts, actionId });
    },
    async openDialog(as, card) {
      await slack.click(as, card, 'ticket.reply');
      return until(async () => (await slack.state()).views[0], { what: 'the reply dialog in Slack' });
    },
    async submit(as, dialog, text) {
      const done = await post('/_/act', { kind: 'submit', as, viewId: dialog.id, values: { reply: text } });
      return done.view as SlackDialog | null;
    },
    planFault: async (fault) => void (await post('/_/faults', fault)),
    setDown: async (down) => void (await post('/_/faults', { down })),
    clearFaults: async () => void (await post('/_/faults', { clear: true })),
    connected: async () => void (await until(async () => (await slack.state()).connections > 0)),
  };
  return slack;
}

function isReply(message: SlackMessage): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

/** The texts a reader sees in a message, one a line; what was typed in Slack has no blocks of ours. */
export function shownText({ blocks, text }: Pick<SlackMessage, 'blocks' | 'text'>): string {
  if (!blocks) return text;
  const texts = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      name === 'text' && typeof inner === 'string' ? [inner] : texts(inner),
    );
  };
  return texts(blocks).join('\n');
}
