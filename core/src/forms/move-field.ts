/** Another place for a field of a form. */
import type { AgentContext } from '../context.ts';
import { type ChangedForm, changeForm, renumber } from './change-form.ts';
import { fieldOf, requireOrder } from './field-wishes.ts';

/** To the place given, counted from 1. Throws `FORM_NOT_FOUND`, and `BAD_INPUT` where a condition would come too late. */
export function moveField(
  ctx: AgentContext,
  wish: { form: string; field: string; position: number },
): Promise<ChangedForm> {
  return changeForm(ctx, wish.form, async (work, form) => {
    const field = fieldOf(form, wish.field);
    const others = form.fields.filter((each) => each !== field);
    const fields = others.toSpliced(Math.min(wish.position - 1, others.length), 0, field);
    requireOrder(form, fields);
    await renumber(work, fields);
    return { action: 'form.fieldMoved', change: { field: wish.field, position: wish.position } };
  });
}
