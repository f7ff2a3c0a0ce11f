/** What every change to a form has in common: the form as it is, one event, and the form as it is then. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { type Form, findForm, readForm } from './form.ts';
import { type FormView, toFormView } from './form-views.ts';
import { filingWarnings } from './rehearse-filing.ts';

export interface ChangedForm extends FormView {
  /** Of a form that the portal offers: what its filter would hide of the tickets filed with it. */
  warnings?: string[];
}

/** Throws `FORM_NOT_FOUND`, and whatever `apply` throws; its answer says for the audit trail what was changed. */
export async function changeForm(
  ctx: AgentContext,
  name: string,
  apply: (work: Work, form: Form) => Promise<{ action: string; change: Record<string, unknown> }>,
): Promise<ChangedForm> {
  const { view, id } = await inTransaction(ctx, async (work) => {
    const before = await findForm(work.tx, name);
    const { action, change } = await apply(work, before);
    await recordEvent(work, {
      action,
      target: before.id,
      change: { form: before.name, ...change, by: ctx.viewer.name },
    });
    const after = await readForm(work.tx, before.id);
    if (!after) throw new Error(`The form ${before.id} is gone in the middle of its change.`);
    return { view: toFormView(after), id: after.id };
  });
  const portal = await ctx.core.db.read.portal.findFirst({ orderBy: { id: 'asc' } });
  const warnings = portal?.formId === id ? await filingWarnings(ctx, portal) : [];
  return { ...view, ...(warnings.length > 0 && { warnings }) };
}

/** Writes the positions of the fields as they stand in the list. */
export async function renumber(work: Work, fields: readonly { id: string }[]): Promise<void> {
  for (const [position, { id }] of fields.entries())
    await work.tx.formField.update({ where: { id }, data: { position } });
}
