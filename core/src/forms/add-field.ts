/** One more field of a form. */
import type { AgentContext, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { findProperty } from '../properties/find-property.ts';
import { type ChangedForm, changeForm, renumber } from './change-form.ts';
import { conditionFor, type FieldWish, requirePossible, targetOf } from './field-wishes.ts';
import { commandWord, type Form, fieldName } from './form.ts';

const mostFields = 60;

/**
 * At the place given, counted from 1, else at the end. Throws `FORM_NOT_FOUND`, `PROPERTY_NOT_FOUND`, `NAME_TAKEN` for
 * a field that is there, and `BAD_INPUT` for a property that only the team reads or a condition that cannot be.
 */
export function addField(
  ctx: AgentContext,
  wish: FieldWish & { form: string; field: string; position?: number | undefined },
): Promise<ChangedForm> {
  return changeForm(ctx, wish.form, async (work, form) => {
    const target = targetOf(wish.field);
    requirePossible(target, wish);
    const property = target === 'PROPERTY' ? await askableProperty(work, wish.field) : null;
    requireNotThere(form, fieldName({ target, property }));
    const place = Math.min(wish.position ?? Number.POSITIVE_INFINITY, form.fields.length + 1) - 1;
    const id = work.core.ids.next('formField');
    await work.tx.formField.create({
      data: {
        id,
        formId: form.id,
        target,
        propertyId: property?.id ?? null,
        label: wish.label ?? null,
        help: wish.help ?? null,
        required: wish.required ?? (target === 'SUBJECT' || target === 'MESSAGE'),
        position: place,
        ...(wish.showIf && conditionFor(form, place, wish.showIf)),
      },
    });
    await renumber(work, form.fields.toSpliced(place, 0, { id } as Form['fields'][number]));
    const { form: _form, ...change } = wish;
    return { action: 'form.fieldAdded', change };
  });
}

async function askableProperty(work: Work, key: string) {
  const property = await findProperty(work.tx, key);
  if (property.audience !== 'INTERNAL') return property;
  throw new PosternError('BAD_INPUT', `The property "${property.key}" is for the team alone.`, {
    hint: `Open it for forms first: postern property edit ${property.key} --audience form`,
  });
}

function requireNotThere(form: Form, name: string): void {
  if (form.fields.length >= mostFields) {
    throw new PosternError('BAD_INPUT', `A form holds at most ${mostFields} fields.`, {
      hint: 'Ask for less, or try a second form.',
    });
  }
  if (!form.fields.some((field) => fieldName(field) === name)) return;
  throw new PosternError('NAME_TAKEN', `The form "${form.name}" asks for "${name}" already.`, {
    hint: `Change that field: postern form field edit ${commandWord(form.name)} ${name}`,
  });
}
