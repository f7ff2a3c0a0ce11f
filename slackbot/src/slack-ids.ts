/** Reading ids out of what Slack sent, which may be anything. */

/** The id, or null for whatever is not a text; of an object, such as a channel, its `id`. */
export function slackIdOf(given: unknown): string | null {
  if (typeof given === 'string') return given === '' ? null : given;
  if (typeof given === 'object' && given !== null && 'id' in given) return slackIdOf(given.id);
  return null;
}
