/** Puts the desk together from its parts. */
import { join } from 'node:path';
import type { Db } from '@postern/prisma';
import { type Logger, pino } from 'pino';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Core } from './context.ts';
import { createFileStore } from './files/file-store.ts';
import { createIds } from './ids.ts';
import { createMailMoves } from './live/mail-moves.ts';
import { createPresence } from './live/presence.ts';
import { createWake } from './live/wake.ts';
import { defineWordSearch } from './query/search-index.ts';

/** The desk over an open database; `isSampleDesk` as its mark in that database says. Nothing starts by itself. */
export function createCore(parts: {
  config: Config;
  db: Db;
  isSampleDesk?: boolean;
  clock?: Clock;
  log?: Logger;
}): Core {
  const clock = parts.clock ?? systemClock;
  defineWordSearch(parts.db);
  return {
    config: parts.config,
    isSampleDesk: parts.isSampleDesk ?? false,
    db: parts.db,
    files: createFileStore(join(parts.config.dataDirectory, 'files'), clock),
    clock,
    ids: createIds(clock),
    log: parts.log ?? createLog(parts.config.logLevel),
    changes: createWake(),
    presence: createPresence(clock),
    mailMoves: createMailMoves(),
    outbox: createWake(),
  };
}

/** JSON lines on stderr, without secrets. */
export function createLog(level: Config['logLevel']): Logger {
  return pino(
    {
      level,
      redact: [
        'token',
        'password',
        'authorization',
        '*.token',
        '*.password',
        'headers.authorization',
        'headers.cookie',
      ],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
