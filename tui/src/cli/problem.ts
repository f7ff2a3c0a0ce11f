/** The ways in which `postern` itself says no, before or beside what the desk answers. */

export type ProblemCode =
  | 'USAGE'
  | 'CANCELLED'
  | 'FAILED'
  | 'CREDENTIALS_EXPOSED'
  | 'NOT_SIGNED_IN'
  | 'INTERRUPTED'
  | 'VIEW_NOT_FOUND'
  | 'SNIPPET_NOT_FOUND'
  | 'NOT_SENT'
  | 'NOT_KEPT'
  | 'KEPT_OFFLINE';

const exits: Record<ProblemCode, number> = {
  USAGE: 2,
  CANCELLED: 3,
  FAILED: 1,
  CREDENTIALS_EXPOSED: 4,
  NOT_SIGNED_IN: 4,
  INTERRUPTED: 130,
  VIEW_NOT_FOUND: 5,
  SNIPPET_NOT_FOUND: 5,
  NOT_SENT: 7,
  NOT_KEPT: 5,
  KEPT_OFFLINE: 9,
};

/** All of them. */
export const problemCodes: readonly string[] = Object.keys(exits);

/** Something to tell the person: what happened (a sentence), and what to type next (lines). */
export class CliProblem extends Error {
  override name = 'CliProblem';
  readonly code: ProblemCode;
  readonly hint: string;

  constructor(code: ProblemCode, message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }

  /** The exit code of the process. */
  get exit(): number {
    return exits[this.code];
  }
}

/** Wrong usage: exit 2. */
export function usageProblem(message: string, hint = ''): CliProblem {
  return new CliProblem('USAGE', message, hint);
}
