/** Which commits have been told on which ticket, so that a log that is read twice prepares nothing twice. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Commit } from './commits.ts';

export interface Prepared {
  commits: Pick<Commit, 'id' | 'subject'>[];
  /** The draft as it was made: one that reads otherwise was written on by a person. */
  text: string;
}

export interface PreparedReplies {
  of(ticketId: string): Prepared | null;
  /** On the disk when it returns. Throws when it cannot be written. */
  keep(ticketId: string, prepared: Prepared): void;
}

/** What this machine has prepared for one agent on one desk. */
export function preparedReplies(folder: string, desk: { url: string; email: string }): PreparedReplies {
  const name = createHash('sha256').update(`${desk.url}\n${desk.email}`).digest('hex').slice(0, 16);
  const file = join(folder, 'prepared', `${name}.json`);
  const known = read(file);
  return {
    of: (ticketId) => known[ticketId] ?? null,
    keep(ticketId, prepared) {
      known[ticketId] = prepared;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const fresh = join(dirname(file), `.${randomUUID()}`);
      writeFileSync(fresh, JSON.stringify(known), { mode: 0o600, flush: true });
      renameSync(fresh, file);
    },
  };
}

/** Without a prototype: an id is only ever one of ours, and a file that cannot be read is one that is not there. */
function read(file: string): Record<string, Prepared> {
  const none = Object.create(null) as Record<string, Prepared>;
  try {
    return Object.assign(none, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return none;
  }
}
