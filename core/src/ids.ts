/** Names for new rows, and secrets: opaque, unguessable, roughly ordered by time. */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

const prefixes = {
  organization: 'org',
  contact: 'con',
  agent: 'agt',
  session: 'ses',
  pipeline: 'pip',
  stage: 'stg',
  inbox: 'inb',
  channel: 'chn',
  ticket: 'tkt',
  conversation: 'cnv',
  message: 'msg',
  note: 'not',
  domain: 'dom',
  portal: 'por',
  contactList: 'lst',
  property: 'prp',
  form: 'frm',
  formField: 'fld',
  consent: 'cns',
  article: 'art',
  attachment: 'att',
  noteFile: 'nfl',
  upload: 'upl',
  snippet: 'snp',
  tag: 'tag',
  outboxItem: 'out',
  slackLink: 'slk',
  slackRoom: 'srm',
  slackRoute: 'srt',
  slackImport: 'sim',
  view: 'viw',
  team: 'tea',
  heldReply: 'hld',
  draft: 'drf',
} as const;

export type IdKind = keyof typeof prefixes;

export interface Ids {
  /** A new id such as `tkt_0m8k2v…`; 80 random bits behind a time prefix, so that indexes grow at one end. */
  next(kind: IdKind): string;
  /** 256 random bits as base64url, for tokens and nonces. */
  secret(): string;
}

/** Ids from the machine's random source. */
export function createIds(clock: Clock): Ids {
  return {
    next: (kind) => {
      const time = clock.now().getTime().toString(36).padStart(9, '0');
      return `${prefixes[kind]}_${time}${randomBytes(10).toString('hex')}`;
    },
    secret: () => randomBytes(32).toString('base64url'),
  };
}

/** What is stored in place of a secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
