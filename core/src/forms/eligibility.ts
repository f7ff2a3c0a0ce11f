/** Whether a form can file tickets from a portal: it needs an inbox, and the ticket's own properties. */
import { PosternError } from '../errors.ts';
import { commandWord, type Form } from './form.ts';

export interface Lack {
  /** What is missing, as a sentence. */
  reason: string;
  /** The commands that give it, one each. */
  next: string[];
}

/** What the form lacks; null when it is whole. */
export function lackOf(form: Pick<Form, 'name' | 'inbox' | 'fields'>): Lack | null {
  const has = (target: string) => form.fields.some((field) => field.target === target);
  const name = commandWord(form.name);
  const missing = [...(has('SUBJECT') ? [] : ['subject']), ...(has('MESSAGE') ? [] : ['message'])];
  const lacks: [what: string, next: string][] = [];
  if (!form.inbox) lacks.push(['files to no inbox', `postern form edit ${name} --inbox INBOX`]);
  if (missing.length > 0) {
    const what = `does not ask for the ticket's own properties (${missing.join(' and ')})`;
    lacks.push([what, `postern form edit ${name} --ticket-properties on`]);
  }
  if (lacks.length === 0) return null;
  return {
    reason: `It ${lacks.map(([what]) => what).join(', and ')}.`,
    next: lacks.map(([, next]) => next),
  };
}

/** Throws `FORM_NOT_ELIGIBLE` naming what is missing and what to type next. */
export function requireEligible(form: Form): void {
  const lack = lackOf(form);
  if (!lack) return;
  const sentence = lack.reason.replace(/^It /, `The form "${form.name}" `);
  throw new PosternError('FORM_NOT_ELIGIBLE', sentence, {
    form: form.name,
    hint: `Say so first: ${lack.next.join(' && ')}`,
  });
}
