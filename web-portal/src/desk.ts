/** What the portal is given, and what it makes of it once at start. */
import type { Clock, Credential } from '@postern/core';
import type { PosternClient } from '@postern/core/client';
import type { Context } from 'hono';
import { type Assets, loadAssets } from './assets.ts';
import { inTurns } from './request/chosen-files.ts';

/** Where the portal tells the operator of trouble. pino fits. */
export interface PortalLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface PortalOptions {
  /** A client that acts with a credential. */
  clientFor: (credential: Credential) => PosternClient;
  /** The address customers type, such as "https://support.example.com"; forms and cookies trust no other. */
  publicUrl: string;
  /** The network address of whoever asks, when known: guessing passwords is slowed down per address too. */
  clientAddress?: (c: Context) => string | undefined;
  log: PortalLog;
  /** Tests hold it still. */
  clock?: Clock;
  /** For times before a script has turned them into the reader's own; the machine's zone by default. */
  timeZone?: string;
  /** One small line at the foot of the pages; shown unless this is false. */
  showsPoweredBy?: boolean;
}

export interface PortalDesk extends PortalOptions {
  readonly isSecure: boolean;
  readonly assets: Assets;
  readonly anonymous: PosternClient;
  readonly timeZone: string;
  /** Requests that bring files take turns: each may hold a file in memory. */
  readonly filesInTurn: ReturnType<typeof inTurns>;
  now(): Date;
}

const mostFileRequests = 4;

/** Reads the assets; opens and starts nothing. */
export function portalDesk(options: PortalOptions): PortalDesk {
  return {
    ...options,
    isSecure: new URL(options.publicUrl).protocol === 'https:',
    assets: loadAssets(),
    anonymous: options.clientFor({ kind: 'nobody' }),
    timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    filesInTurn: inTurns(mostFileRequests),
    now: () => options.clock?.now() ?? new Date(),
  };
}
