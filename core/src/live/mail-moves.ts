/** Tickets of which the mail of a reply has moved on, for the moment: told to watchers, who read it with the ticket. */

export interface MailMoves {
  tell(ticketIds: Iterable<string>): void;
  /** Counts what was told; read it before looking. */
  readonly version: number;
  /** The tickets told of since that version, the newest few hundred at most. */
  since(version: number): readonly string[];
}

const mostKept = 200;

/** Of one process: terminals of a desk that several processes serve hear of the mails that their own sends. */
export function createMailMoves(): MailMoves {
  const tickets = new Map<string, number>();
  let version = 0;
  return {
    get version() {
      return version;
    },
    tell(ticketIds) {
      for (const id of ticketIds) {
        version += 1;
        tickets.delete(id);
        tickets.set(id, version);
      }
      for (const id of tickets.keys()) {
        if (tickets.size <= mostKept) break;
        tickets.delete(id);
      }
    },
    since: (from) => [...tickets].flatMap(([id, told]) => (told > from ? [id] : [])),
  };
}
