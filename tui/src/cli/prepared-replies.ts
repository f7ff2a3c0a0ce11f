/** Which commits have been told on which ticket, and how a draft says that nobody has written on it since. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ToldCommits {
  has(ticketId: string, commit: string): boolean;
  /** On the disk when it returns. Throws when it cannot be written. */
  add(ticketId: string, commits: readonly string[]): void;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** What this machine has told for one agent on one desk, so that a log that is read twice prepares nothing twice. */
export function toldCommits(folder: string, desk: { url: string; email: string }): ToldCommits {
  const file = join(folder, 'told-commits', `${hashOf(`${desk.url}\n${desk.email}`).slice(0, 16)}.json`);
  const known = read(file);
  return {
    has: (ticketId, commit) => known.get(ticketId)?.includes(commit) ?? false,
    add(ticketId, commits) {
      known.set(ticketId, [...new Set([...(known.get(ticketId) ?? []), ...commits])]);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const fresh = join(dirname(file), `.${randomUUID()}`);
      writeFileSync(fresh, JSON.stringify(Object.fromEntries(known)), { mode: 0o600, flush: true });
      renameSync(fresh, file);
    },
  };
}

/** A file that cannot be read is one that is not there. */
function read(file: string): Map<string, string[]> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>));
  } catch {
    return new Map();
  }
}

/**
 * The request id of a prepared draft: the same commits and text give the same one wherever it is made, and under one
 * id a desk sends one message. The text is part of it, so that a draft that reads otherwise shows as written on.
 */
export function preparedId(ticketId: string, commits: readonly string[], text: string): string {
  return `fix-${hashOf([ticketId, ...commits].join('\n')).slice(0, 24)}-${hashOf(text).slice(0, 24)}`;
}

/** Whether a draft is as it was prepared. */
export function isAsPrepared({ requestId, text }: { requestId: string; text: string }): boolean {
  return new RegExp(`^fix-[0-9a-f]{24}-${hashOf(text).slice(0, 24)}$`).test(requestId);
}
