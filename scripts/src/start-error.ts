/** A start that cannot succeed: the message says in words what happened and what to do. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Words that were typed and cannot be used, or a question that nobody was there to answer. */
export class UsageError extends Error {
  override name = 'UsageError';
  /** What to type instead; null where the message says it. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null) {
    super(message);
    this.hint = hint;
  }
}
