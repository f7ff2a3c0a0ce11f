/** The things a workspace is made of, as the emulator keeps them in memory and in its snapshot. */
import type { Post } from './workspace.ts';

export type Json = Record<string, unknown>;

/** A Block Kit block; its fields are checked by `block-kit.ts` before it is kept. */
export type Block = Json & { type: string; block_id?: string };

export interface Team {
  id: string;
  name: string;
  domain: string;
}

export interface Bot {
  appId: string;
  botId: string;
  userId: string;
  name: string;
}

export interface Person {
  id: string;
  name: string;
  realName: string;
  email: string;
  tz: string;
  isBot: boolean;
  isRestricted: boolean;
  isUltraRestricted: boolean;
  isDeleted: boolean;
  /** Somebody from another company, met in a shared channel, has another team's id. */
  teamId?: string;
}

export interface Channel {
  id: string;
  name: string;
  topic: string;
  isPrivate: boolean;
  isArchived: boolean;
  isExtShared: boolean;
  /** Another company was invited and has not answered yet. */
  isPendingExtShared?: boolean;
  createdAt: number;
  creator: string;
  members: string[];
  /** Set for a direct message between the app and this person; such a channel has no name. */
  imWith?: string;
}

export interface Metadata {
  event_type: string;
  event_payload: Json;
}

export interface Message {
  channel: string;
  ts: string;
  user: string;
  text: string;
  botId?: string;
  subtype?: string;
  threadTs?: string;
  blocks?: Block[];
  metadata?: Metadata;
  edited?: { user: string; ts: string };
  clientMsgId?: string;
  inviter?: string;
  /** Ids of the files shared in it. */
  files?: string[];
  /** What the app shows below links, by their address. */
  unfurls?: Record<string, Json>;
  /** A reply that is also shown in the channel. */
  isBroadcast?: boolean;
  /** Who put which emoji under it, in the order they came. */
  reactions?: { name: string; users: string[] }[];
  /** Who would be rung by this message: `channel`, `here`, `everyone`, or a person's id. */
  notifies: string[];
}

/** A message only one person sees: from the app, or from Slack itself when something went wrong. */
export interface Ephemeral {
  id: string;
  channel: string;
  ts: string;
  recipient: string;
  from: 'app' | 'slack';
  text: string;
  blocks?: Block[];
  threadTs?: string;
}

export interface OpenView {
  id: string;
  owner: string;
  hash: string;
  view: Json & { blocks: Block[] };
  rootId: string;
  previousId: string | null;
  state: Record<string, Record<string, Json>>;
  errors: Record<string, string>;
  problem: string | null;
  openedAt: number;
}

/** An event on its way to the app; it stays here until a connection has acknowledged it. */
export interface Delivery {
  id: string;
  name: string;
  queuedAt: number;
  attempts: number;
  payload: Json;
}

/** Where an app may answer an interaction later: five uses, thirty minutes. */
export interface ResponseUrl {
  id: string;
  person: string;
  channel: string;
  messageTs: string | null;
  ephemeralId: string | null;
  threadTs: string | null;
  usesLeft: number;
  expiresAt: number;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  filetype: string;
  size: number;
  user: string;
  createdAt: number;
  state: 'announced' | 'uploaded' | 'complete' | 'deleted';
  shares: { channel: string; ts: string }[];
  /** A person put it into a field of one of the app's dialogs. */
  isGivenToApp: boolean;
}

export interface Tables {
  people: Person;
  channels: Channel;
  messages: Message;
  ephemerals: Ephemeral;
  views: OpenView;
  /** The App Home of each person for whom the app published one. */
  homes: OpenView;
  deliveries: Delivery;
  responseUrls: ResponseUrl;
  files: StoredFile;
  contents: { base64: string };
  scheduled: { id: string; post: Post; postAt: number };
  /** Tokens that expire, given out by OAuth. */
  grants: { token: string; refreshToken: string; expiresAt: number };
  settings: { value: string };
}

export type TableName = keyof Tables;
