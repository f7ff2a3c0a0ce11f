/** What a form's field may be: which things it can ask for, what must be required, and on what it may depend. */
import { PosternError } from '../errors.ts';
import { isSame } from '../properties/property-values.ts';
import { commandWord, type FieldTarget, type Form, type FormField, fieldName } from './form.ts';

export interface FieldWish {
  label?: string | null | undefined;
  help?: string | null | undefined;
  required?: boolean | undefined;
  /** The field before this one on whose answer it depends; null for none. */
  showIf?: { field: string; values: string[] } | null | undefined;
}

const targets: Readonly<Record<string, FieldTarget>> = {
  subject: 'SUBJECT',
  message: 'MESSAGE',
  files: 'FILES',
};

/** The target that a word names; every other word is the key of a property. */
export function targetOf(word: string): FieldTarget {
  const name = word.trim().toLowerCase();
  return (Object.hasOwn(targets, name) && targets[name]) || 'PROPERTY';
}

/** Throws `BAD_INPUT` naming the fields there are. */
export function fieldOf(form: Form, word: string): FormField {
  const found = form.fields.find((field) => isSame(fieldName(field), word.trim()));
  if (found) return found;
  const names = form.fields.map(fieldName).join(', ');
  throw new PosternError('BAD_INPUT', `The form "${form.name}" has no field "${word}".`, {
    hint: names ? `Check the name. Its fields are ${names}` : 'Check the form. It has no field yet.',
  });
}

/** Every ticket has a subject and a message. Throws `BAD_INPUT` where a wish would make one optional or conditional. */
export function requirePossible(target: FieldTarget, wish: FieldWish): void {
  if (target !== 'SUBJECT' && target !== 'MESSAGE') return;
  const word = target.toLowerCase();
  if (wish.required === false || wish.showIf) {
    throw new PosternError(
      'BAD_INPUT',
      `Every ticket has a ${word}, so it is always asked for and required.`,
      {
        hint: 'See: postern form field --help',
      },
    );
  }
}

/** What is stored of a condition. Throws `BAD_INPUT` where it cannot be: wrong order, wrong type, unknown answers. */
export function conditionFor(
  form: Form,
  place: number,
  showIf: NonNullable<FieldWish['showIf']>,
): { showIfId: string; showIfValues: string[] } {
  const on = fieldOf(form, showIf.field);
  const refuse = (sentence: string, hint: string) => new PosternError('BAD_INPUT', sentence, { hint });
  if (form.fields.indexOf(on) >= place) {
    throw refuse(
      `"${showIf.field}" does not stand before this field, so its answer is not known yet.`,
      orderOf(form),
    );
  }
  const choices = choicesOf(on);
  if (!choices) {
    throw refuse(
      `"${showIf.field}" has no answers to choose from. A condition needs a select, a multi-select or yes-no.`,
      'See: postern property list',
    );
  }
  const values = showIf.values.map((value) => {
    const known = choices.find((choice) => isSame(choice, value.trim()));
    if (known !== undefined) return known;
    throw refuse(`"${value}" is no answer to "${showIf.field}".`, `Choose from ${choices.join(', ')}`);
  });
  return { showIfId: on.id, showIfValues: [...new Set(values)] };
}

/** The answers that a field offers; null where people write their own. */
export function choicesOf({ property }: Pick<FormField, 'property'>): string[] | null {
  if (property?.type === 'YES_NO') return ['yes', 'no'];
  return property?.type === 'SELECT' || property?.type === 'MULTI_SELECT' ? property.options : null;
}

/** Throws `BAD_INPUT` when, in this order of the form's fields, a field would stand before the one on which it depends. */
export function requireOrder(form: Form, fields: readonly FormField[]): void {
  for (const [place, { showIf, ...field }] of fields.entries()) {
    const before = fields.findIndex((each) => each.id === showIf?.fieldId);
    if (!showIf || before < place) continue;
    const on = fields[before];
    throw new PosternError(
      'BAD_INPUT',
      `"${fieldName(field)}" depends on "${on ? fieldName(on) : ''}", which must stand before it.`,
      { hint: orderOf(form) },
    );
  }
}

function orderOf({ name }: Form): string {
  return `See the order: postern form view ${commandWord(name)}`;
}
