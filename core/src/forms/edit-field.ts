/** Changes to a field of a form: its words, whether it is required, and on what it depends. */
import { type Prisma, Prisma as PrismaNull } from '@postern/prisma';
import type { AgentContext } from '../context.ts';
import { type ChangedForm, changeForm } from './change-form.ts';
import { conditionFor, type FieldWish, fieldOf, requirePossible } from './field-wishes.ts';

/** Throws `FORM_NOT_FOUND`, and `BAD_INPUT` for a field that is not there or a condition that cannot be. */
export function editField(
  ctx: AgentContext,
  wish: FieldWish & { form: string; field: string },
): Promise<ChangedForm> {
  return changeForm(ctx, wish.form, async (work, form) => {
    const field = fieldOf(form, wish.field);
    requirePossible(field.target, wish);
    const { label, help, required, showIf } = wish;
    const data: Prisma.FormFieldUncheckedUpdateInput = {
      ...(label !== undefined && { label }),
      ...(help !== undefined && { help }),
      ...(required !== undefined && { required }),
      ...(showIf === null && { showIfId: null, showIfValues: PrismaNull.DbNull }),
      ...(showIf && conditionFor(form, form.fields.indexOf(field), showIf)),
    };
    await work.tx.formField.update({ where: { id: field.id }, data });
    const { form: _form, ...change } = wish;
    return { action: 'form.fieldEdited', change };
  });
}
