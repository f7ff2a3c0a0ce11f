/** What an event tells, as a key: Slack may send the same message again under another event id. */

/** Null for an event that tells of no message, or of no certain state of one. */
export function contentKeyOf(teamId: string, event: Record<string, unknown>): string | null {
  if (event.type !== 'message' || typeof event.channel !== 'string') return null;
  const at = `${teamId}:${event.channel}`;
  if (event.subtype === 'message_deleted')
    return typeof event.deleted_ts === 'string' ? `${at}:${event.deleted_ts}:deleted` : null;
  if (event.subtype === 'message_changed') {
    const { ts, edited } = (event.message ?? {}) as { ts?: unknown; edited?: { ts?: unknown } };
    return typeof ts === 'string' && typeof edited?.ts === 'string' ? `${at}:${ts}:${edited.ts}` : null;
  }
  return typeof event.ts === 'string' ? `${at}:${event.ts}` : null;
}
