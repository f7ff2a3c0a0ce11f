/** An entry of a ticket's thread as `--json` promises it. */
import type { TicketView } from '@postern/core/client';

/** The promised fields of an entry, and where it was written. */
export function timelineRecord(entry: TicketView['timeline'][number]) {
  const { kind, id, at, author, direction, channel, source, ticket, text, attachments, delivery } = entry;
  return {
    kind,
    id,
    at,
    author,
    ...(direction && { direction }),
    ...(channel && { channel }),
    ...(source && { source }),
    ...(ticket !== undefined && { ticket }),
    text,
    attachments,
    ...(delivery && { delivery }),
  };
}
