/** The rules of the workspace: who is where, what a thread is, what happens to a deleted root. */
import { randomUUID } from 'node:crypto';
import { withIds } from './block-ids.ts';
import type { Clock } from './clock.ts';
import { nextTs, slackId } from './ids.ts';
import { notifiedBy } from './notifications.ts';
import type { Seed } from './seed.ts';
import type { Store } from './store.ts';
import type {
  Block,
  Bot,
  Channel,
  Ephemeral,
  Json,
  Message,
  Metadata,
  Person,
  StoredFile,
  Team,
} from './types.ts';

export type WorkspaceEvent =
  | { kind: 'posted'; message: Message }
  | { kind: 'changed'; message: Message; previous: Message; at: string }
  | { kind: 'deleted'; previous: Message }
  | { kind: 'joined'; channel: Channel; person: string; inviter: string | null }
  | { kind: 'left'; channel: Channel; person: string; actor: string }
  | { kind: 'reacted'; message: Message; name: string; user: string; isAdded: boolean }
  | { kind: 'shared'; channel: Channel }
  | { kind: 'unshared'; channel: Channel }
  | { kind: 'renamed'; channel: Channel }
  | { kind: 'channelDeleted'; channel: Channel; actor: string }
  | { kind: 'channelIdChanged'; channel: Channel; oldId: string }
  | { kind: 'personChanged'; person: Person }
  | { kind: 'tokensRevoked' }
  | { kind: 'appUninstalled' };

export interface Post {
  channel: string;
  user: string;
  text: string;
  botId?: string;
  subtype?: string;
  threadTs?: string;
  blocks?: Block[];
  metadata?: Metadata;
  inviter?: string;
  /** Ids of files that the message shares. */
  files?: string[];
  isBroadcast?: boolean;
  clientMsgId?: string;
}

export class Workspace {
  /** Where this emulator listens, for the addresses of files. */
  readonly baseUrl: () => string;
  readonly team: Team;
  readonly bot: Bot;
  /** The other company's team when a channel is shared externally. */
  readonly partnerTeamId = 'T0PARTNER';
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #listeners: ((event: WorkspaceEvent) => void)[] = [];
  readonly #byChannel = new Map<string, Map<string, Message>>();
  readonly #byThread = new Map<string, Map<string, Message>>();
  #lastTs: string | null = null;

  constructor(store: Store, clock: Clock, seed: Pick<Seed, 'team' | 'bot'>, baseUrl: () => string) {
    this.baseUrl = baseUrl;
    this.#store = store;
    this.#clock = clock;
    this.team = seed.team;
    this.bot = seed.bot;
    for (const message of store.all('messages')) this.#index(message);
  }

  on(listener: (event: WorkspaceEvent) => void): void {
    this.#listeners.push(listener);
  }

  people(): Person[] {
    return this.#store.all('people');
  }

  channels(): Channel[] {
    return this.#store.all('channels');
  }

  /** Finds a person by id, handle or e-mail address. */
  findPerson(who: string): Person | undefined {
    const wanted = who.replace(/^@/, '').toLowerCase();
    return this.people().find(
      (one) =>
        one.id === who || (wanted !== '' && (one.name === wanted || one.email.toLowerCase() === wanted)),
    );
  }

  /** Finds a channel by id or name, with or without `#`. */
  findChannel(which: string): Channel | undefined {
    const name = which.replace(/^#/, '');
    const isNamed = (one: Channel) => name !== '' && one.name === name;
    return this.#store.get('channels', which) ?? this.channels().find(isNamed);
  }

  /** The direct messages between a person and the app; opened when there were none yet. */
  directMessage(person: string): Channel {
    const known = this.channels().find((one) => one.imWith === person);
    if (known) return known;
    const opened: Channel = {
      id: slackId('D'),
      name: '',
      topic: '',
      isPrivate: true,
      isArchived: false,
      isExtShared: false,
      createdAt: Math.floor(this.#clock.now() / 1000),
      creator: this.bot.userId,
      members: [person, this.bot.userId],
      imWith: person,
    };
    this.#store.put('channels', opened.id, opened);
    return opened;
  }

  /** Puts an emoji under a message. Returns false when the person had put it there before. */
  react(message: Message, name: string, user: string): boolean {
    const reactions = message.reactions ?? [];
    const users = reactions.find((one) => one.name === name)?.users ?? [];
    if (users.includes(user)) return false;
    const changed =
      users.length === 0
        ? [...reactions, { name, users: [user] }]
        : reactions.map((one) => (one.name === name ? { name, users: [...users, user] } : one));
    this.#keep({ ...message, reactions: changed });
    this.tell({ kind: 'reacted', message, name, user, isAdded: true });
    return true;
  }

  /** Takes an emoji away again. Returns false when there was none of theirs. */
  unreact(message: Message, name: string, user: string): boolean {
    const reactions = message.reactions ?? [];
    if (!reactions.find((one) => one.name === name)?.users.includes(user)) return false;
    const left = reactions
      .map((one) => (one.name === name ? { name, users: one.users.filter((id) => id !== user) } : one))
      .filter((one) => one.users.length > 0);
    this.#keep({ ...message, reactions: left });
    this.tell({ kind: 'reacted', message, name, user, isAdded: false });
    return true;
  }

  /** All messages of a channel, replies included, oldest first. */
  messagesIn(channel: string): Message[] {
    return [...(this.#byChannel.get(channel)?.values() ?? [])];
  }

  message(channel: string, ts: string): Message | undefined {
    return this.#byChannel.get(channel)?.get(ts);
  }

  /** The replies below a root, oldest first. */
  replies(channel: string, rootTs: string): Message[] {
    return [...(this.#byThread.get(`${channel}/${rootTs}`)?.values() ?? [])];
  }

  /** A fresh timestamp, later than every one given before. */
  takeTs(): string {
    this.#lastTs = nextTs(this.#clock.now(), this.#lastTs);
    return this.#lastTs;
  }

  /** The team a person belongs to, which is another one for visitors from shared channels. */
  teamOf(person: string): string {
    return this.#store.get('people', person)?.teamId ?? this.team.id;
  }

  file(id: string): StoredFile | undefined {
    return this.#store.get('files', id);
  }

  post(post: Post): Message {
    const message: Message = {
      ...post,
      ts: this.takeTs(),
      ...(post.blocks && { blocks: withIds(post.blocks) }),
      ...(!post.botId && !post.subtype && { clientMsgId: randomUUID() }),
      notifies: notifiedBy(post.text, post.blocks),
    };
    this.#keep(message);
    for (const id of post.files ?? []) this.#noteShare(id, message);
    this.tell({ kind: 'posted', message });
    return message;
  }

  #noteShare(id: string, { channel, ts }: Message): void {
    const file = this.file(id);
    if (file) this.#store.put('files', id, { ...file, shares: [...file.shares, { channel, ts }] });
  }

  /** Replaces the named parts of a message; `null` removes one. */
  edit(
    previous: Message,
    change: { editor: string; text?: string; blocks?: Block[] | null; metadata?: Metadata | null },
  ): Message {
    const { blocks: oldBlocks, metadata: oldMetadata, ...rest } = previous;
    const blocks = change.blocks === undefined ? oldBlocks : change.blocks && withIds(change.blocks);
    const metadata = change.metadata === undefined ? oldMetadata : change.metadata;
    const text = change.text ?? previous.text;
    const at = this.takeTs();
    const message: Message = {
      ...rest,
      text,
      ...(blocks && { blocks }),
      ...(metadata && { metadata }),
      edited: { user: change.editor, ts: at },
      notifies: notifiedBy(text, blocks ?? undefined),
    };
    this.#keep(message);
    this.tell({ kind: 'changed', message, previous, at });
    return message;
  }

  /** A reply or a lone message goes; a root with replies leaves a tombstone, announced as a change. */
  remove(previous: Message): void {
    if (this.replies(previous.channel, previous.ts).length === 0) {
      this.#byChannel.get(previous.channel)?.delete(previous.ts);
      this.#byThread.get(`${previous.channel}/${previous.threadTs}`)?.delete(previous.ts);
      this.#store.remove('messages', messageId(previous));
      this.tell({ kind: 'deleted', previous });
      return;
    }
    const tombstone: Message = {
      channel: previous.channel,
      ts: previous.ts,
      user: 'USLACKBOT',
      subtype: 'tombstone',
      text: 'This message was deleted.',
      notifies: [],
    };
    this.#keep(tombstone);
    this.tell({ kind: 'changed', message: tombstone, previous, at: this.takeTs() });
  }

  /** Shows something to one person; it is in no history and causes no event. */
  whisper(given: Omit<Ephemeral, 'id' | 'ts'>): Ephemeral {
    const shown = {
      ...given,
      ...(given.blocks && { blocks: withIds(given.blocks) }),
      id: slackId('E'),
      ts: this.takeTs(),
    };
    this.#store.put('ephemerals', shown.id, shown);
    return shown;
  }

  /** What the app shows below links of a message; not an edit of the message. */
  unfurl(previous: Message, unfurls: Record<string, Json>): void {
    const message = { ...previous, unfurls: { ...previous.unfurls, ...unfurls } };
    this.#keep(message);
    this.tell({ kind: 'changed', message, previous, at: this.takeTs() });
  }

  changePerson(person: Person, change: Partial<Person>): void {
    const changed = { ...person, ...change };
    this.#store.put('people', person.id, changed);
    this.tell({ kind: 'personChanged', person: changed });
  }

  /** Drops all messages of a channel. */
  forget(channel: string): void {
    for (const message of this.messagesIn(channel)) {
      this.#store.remove('messages', messageId(message));
      this.#byThread.delete(`${channel}/${message.ts}`);
    }
    this.#byChannel.delete(channel);
  }

  /** Gives all messages of a channel to another. */
  moveAll(from: string, to: string): void {
    const messages = this.messagesIn(from);
    this.forget(from);
    for (const message of messages) this.#keep({ ...message, channel: to });
  }

  tell(event: WorkspaceEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #keep(message: Message): void {
    this.#index(message);
    this.#store.put('messages', messageId(message), message);
  }

  #index(message: Message): void {
    file(this.#byChannel, message.channel, message);
    if (message.threadTs) file(this.#byThread, `${message.channel}/${message.threadTs}`, message);
    const latest = message.edited?.ts ?? message.ts;
    if (this.#lastTs === null || latest > this.#lastTs) this.#lastTs = latest;
  }
}

function file(index: Map<string, Map<string, Message>>, key: string, message: Message): void {
  const messages = index.get(key) ?? new Map<string, Message>();
  index.set(key, messages.set(message.ts, message));
}

function messageId(message: Message): string {
  return `${message.channel}/${message.ts}`;
}
