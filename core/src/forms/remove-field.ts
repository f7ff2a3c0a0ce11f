/** Taking a field out of a form. What was answered before stays on the tickets. */
import type { AgentContext } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type ChangedForm, changeForm, renumber } from './change-form.ts';
import { fieldOf } from './field-wishes.ts';
import { commandWord, fieldName } from './form.ts';

/** Throws `FORM_NOT_FOUND`, `BAD_INPUT`, and `STILL_IN_USE` while another field depends on it. */
export function removeField(ctx: AgentContext, wish: { form: string; field: string }): Promise<ChangedForm> {
  return changeForm(ctx, wish.form, async (work, form) => {
    const field = fieldOf(form, wish.field);
    const dependent = form.fields.find((each) => each.showIf?.fieldId === field.id);
    if (dependent) {
      const name = fieldName(dependent);
      throw new PosternError('STILL_IN_USE', `"${name}" depends on the answer to "${wish.field}".`, {
        field: name,
        hint: `Say that it always shows: postern form field edit ${commandWord(form.name)} ${name} --show-if none`,
      });
    }
    await work.tx.formField.delete({ where: { id: field.id } });
    await renumber(
      work,
      form.fields.filter((each) => each !== field),
    );
    return { action: 'form.fieldRemoved', change: { field: wish.field } };
  });
}
