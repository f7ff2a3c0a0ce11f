/** What one check of the doctor says. */

export interface Check {
  name: string;
  state: 'ok' | 'warn' | 'fail';
  /** What was found, in one sentence. */
  finding: string;
  /** What to do about it, in one sentence; null where nothing is to be done. */
  todo: string | null;
}

export function ok(name: string, finding: string): Check {
  return { name, state: 'ok', finding, todo: null };
}

export function warn(name: string, finding: string, todo: string): Check {
  return { name, state: 'warn', finding, todo };
}

export function fail(name: string, finding: string, todo: string): Check {
  return { name, state: 'fail', finding, todo };
}

/** `1 mail`, `2 mails` */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
