/** A start that cannot succeed: the message says in words what happened and what to do. */
export class StartError extends Error {
  override name = 'StartError';
}
