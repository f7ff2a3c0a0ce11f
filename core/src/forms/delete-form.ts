/** Taking a form away. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { findForm } from './form.ts';

/** Throws `FORM_NOT_FOUND`, and `STILL_IN_USE` while it is attached to a portal. */
export async function deleteForm(ctx: AgentContext, name: string): Promise<{ name: string }> {
  return inTransaction(ctx, async (work) => {
    const form = await findForm(work.tx, name);
    if (form.portals.length > 0) {
      throw new PosternError(
        'STILL_IN_USE',
        `The form "${form.name}" is attached to ${form.portals.join(', ')}.`,
        { portals: form.portals, hint: 'Choose another one first, or none: postern portal form none' },
      );
    }
    await work.tx.formField.deleteMany({ where: { formId: form.id } });
    await work.tx.form.delete({ where: { id: form.id } });
    await recordEvent(work, {
      action: 'form.deleted',
      target: form.id,
      change: { form: form.name, by: ctx.viewer.name },
    });
    return { name: form.name };
  });
}
