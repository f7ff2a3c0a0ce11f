/** Reads what somebody answered to a form: values for the ticket, and everything that is wrong at once. */
import { PosternError } from '../errors.ts';
import { type PropertyValues, rowsFor, type ValueFault } from '../properties/property-values.ts';
import type { FormField } from './form.ts';

export interface Answer {
  /** The field's id. */
  field: string;
  values: string[];
}

/** What is wrong with one answer, in the shape that a page puts into its own words. */
export interface AnswerFault {
  field: string;
  fault: ValueFault;
}

/**
 * A field whose condition does not hold is as if it had not been there, whatever was sent for it. Throws `BAD_INPUT`
 * for an answer to a field that the form does not have.
 */
export function readAnswers(
  fields: readonly FormField[],
  answers: readonly Answer[],
): { values: PropertyValues; faults: AnswerFault[]; asksFiles: FormField | null } {
  requireKnown(fields, answers);
  const values: PropertyValues = [];
  const faults: AnswerFault[] = [];
  const said = new Map<string, string[]>();
  let asksFiles: FormField | null = null;
  for (const field of fields) {
    if (!applies(field, said)) continue;
    if (field.target === 'FILES') asksFiles = field;
    if (!field.property) continue;
    const answer = answers.find((each) => each.field === field.id)?.values ?? [];
    const read = rowsFor(field.property, answer);
    if ('fault' in read) faults.push({ field: field.id, fault: read.fault });
    else if (read.rows.length === 0 && field.required) faults.push({ field: field.id, fault: 'required' });
    else if (read.rows.length > 0) {
      values.push({ property: field.property, rows: read.rows });
      said.set(
        field.id,
        read.rows.map((row) => row.text),
      );
    }
  }
  return { values, faults, asksFiles };
}

function applies({ showIf }: FormField, said: ReadonlyMap<string, string[]>): boolean {
  return !showIf || (said.get(showIf.fieldId) ?? []).some((text) => showIf.values.includes(text));
}

function requireKnown(fields: readonly FormField[], answers: readonly Answer[]): void {
  const isKnown = ({ field }: Answer) => fields.some((each) => each.id === field && each.property);
  const isTwice = ({ field }: Answer, at: number) => answers.findIndex((each) => each.field === field) !== at;
  if (answers.every(isKnown) && !answers.some(isTwice)) return;
  throw new PosternError('BAD_INPUT', 'An answer belongs to no field of this form, or came twice.', {
    hint: 'The form may have changed. Open it again.',
  });
}
