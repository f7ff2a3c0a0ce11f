/** Changes to a form itself: its words, its inbox, and whether it asks for the ticket's own properties. */
import type { AgentContext, Work } from '../context.ts';
import { createFields } from '../desk/create-desk.ts';
import { findInbox } from '../inboxes/inbox-views.ts';
import { type ChangedForm, changeForm, renumber } from './change-form.ts';
import { requireFreeFormName } from './create-form.ts';
import { type Form, readForm } from './form.ts';

export interface FormChange {
  form: string;
  name?: string | undefined;
  title?: string | null | undefined;
  help?: string | null | undefined;
  /** Null disconnects it, which a portal that has it attached is told of. */
  inbox?: string | null | undefined;
  /** Subject and message: on puts both first where they are missing, off takes them out. */
  ticketProperties?: boolean | undefined;
}

/** Throws `FORM_NOT_FOUND`, `NAME_TAKEN` and `INBOX_NOT_FOUND`. */
export function editForm(ctx: AgentContext, wish: FormChange): Promise<ChangedForm> {
  return changeForm(ctx, wish.form, async (work, form) => {
    const { name, title, help, inbox, ticketProperties } = wish;
    if (name !== undefined) await requireFreeFormName(work, name, form.id);
    await work.tx.form.update({
      where: { id: form.id },
      data: {
        ...(name !== undefined && { name }),
        ...(title !== undefined && { title }),
        ...(help !== undefined && { help }),
        ...(inbox !== undefined && { inboxId: inbox && (await findInbox(work.tx, inbox)).id }),
      },
    });
    if (ticketProperties === true) await addTicketProperties(work, form);
    if (ticketProperties === false) {
      const target = { in: ['SUBJECT', 'MESSAGE'] };
      await work.tx.formField.deleteMany({ where: { formId: form.id, target } });
    }
    const { form: _form, ...change } = wish;
    return { action: 'form.edited', change };
  });
}

async function addTicketProperties(work: Work, form: Form): Promise<void> {
  const missing = (['SUBJECT', 'MESSAGE'] as const).filter(
    (target) => !form.fields.some((field) => field.target === target),
  );
  await createFields(
    work,
    form.id,
    missing.map((target) => ({ target, required: true })),
  );
  const { fields = [] } = (await readForm(work.tx, form.id)) ?? {};
  // The subject comes first of all; a message that was missing right behind it.
  const rank = (target: string) =>
    target === 'SUBJECT' ? 0 : target === 'MESSAGE' && missing.includes('MESSAGE') ? 1 : 2;
  const isSubjectNew = missing.includes('SUBJECT');
  const ranked = fields.map((field, place) => ({
    ...field,
    rank: field.target === 'SUBJECT' && !isSubjectNew ? (place === 0 ? 0 : 2) : rank(field.target),
  }));
  await renumber(
    work,
    ranked.sort((a, b) => a.rank - b.rank || a.position - b.position),
  );
}
