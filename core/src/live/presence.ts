/** Who is writing what, for the moment: told to the team while it lasts, kept nowhere, and no part of any answer. */
import type { Clock } from '../clock.ts';

/** A colleague who has a composer open. */
export interface Writer {
  name: string;
  email: string;
  kind: 'reply' | 'note';
}

/** The writers of one ticket, as they are after something changed. */
export interface Writing {
  ticket: { id: string; number: number; inboxId: string };
  writers: readonly (Writer & { agentId: string })[];
}

export interface Presence {
  /** This agent writes here (again), or no more. Whoever says nothing for 25 s writes no more either. */
  say(ticket: Writing['ticket'], writer: Writer & { agentId: string }, isWriting: boolean): void;
  /** Counts what was said; read it before looking. */
  readonly version: number;
  /** What has changed since that version; since 0, everything that is so now. */
  since(version: number): readonly Writing[];
}

/** A terminal says every 10 s that it still writes; two of those may be lost. */
const lastsMs = 25_000;

interface Entry {
  ticket: Writing['ticket'];
  writers: Map<string, Writer & { agentId: string; until: number }>;
  version: number;
}

/** Of one process: terminals of a desk that several processes serve see the writers of their own. */
export function createPresence(clock: Clock): Presence {
  const tickets = new Map<string, Entry>();
  let version = 0;

  const living = ({ writers }: Entry) =>
    [...writers.values()].filter(({ until }) => until > clock.now().getTime());

  return {
    get version() {
      return version;
    },
    say(ticket, writer, isWriting) {
      version += 1;
      // Tickets that nobody writes to any more leave with whoever comes next.
      for (const [id, entry] of tickets)
        if (living(entry).length === 0 && id !== ticket.id) tickets.delete(id);
      const entry = tickets.get(ticket.id) ?? { ticket, writers: new Map(), version };
      if (isWriting) entry.writers.set(writer.agentId, { ...writer, until: clock.now().getTime() + lastsMs });
      else entry.writers.delete(writer.agentId);
      tickets.set(ticket.id, { ...entry, ticket, version });
    },
    since(from) {
      return [...tickets.values()]
        .filter((entry) => entry.version > from)
        .map((entry) => ({
          ticket: entry.ticket,
          writers: living(entry).map(({ until: _until, ...writer }) => writer),
        }));
    },
  };
}
