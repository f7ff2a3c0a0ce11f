/** A new form: from the support template, or blank. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { createFields, supportFields } from '../desk/create-desk.ts';
import { PosternError } from '../errors.ts';
import { findInbox, listInboxes } from '../inboxes/inbox-views.ts';
import { recordEvent } from '../live/record-event.ts';
import { isSame } from '../properties/property-values.ts';
import { commandWord, findForm, readForms } from './form.ts';
import { type FormView, toFormView } from './form-views.ts';

export interface NewForm {
  name: string;
  /** `support` begins with subject, message and files; `blank` with nothing. */
  template: 'support' | 'blank';
  /** Null for none; left out, the only inbox there is. */
  inbox?: string | null | undefined;
  title?: string | null | undefined;
  help?: string | null | undefined;
}

/** Throws `NAME_TAKEN`, `INBOX_NOT_FOUND`, and `BAD_INPUT` where several inboxes make a choice necessary. */
export async function createForm(ctx: AgentContext, wish: NewForm): Promise<FormView> {
  return inTransaction(ctx, async (work) => {
    await requireFreeFormName(work, wish.name);
    const inbox = await chosenInbox(work, wish);
    const id = work.core.ids.next('form');
    await work.tx.form.create({
      data: {
        id,
        name: wish.name,
        title: wish.title ?? null,
        help: wish.help ?? null,
        inboxId: inbox?.id ?? null,
        createdAt: work.now,
      },
    });
    if (wish.template === 'support') await createFields(work, id, supportFields);
    await recordEvent(work, {
      action: 'form.created',
      target: id,
      change: { form: wish.name, template: wish.template, inbox: inbox?.name ?? null, by: ctx.viewer.name },
    });
    return toFormView(await findForm(work.tx, wish.name));
  });
}

/** Throws `NAME_TAKEN` when another form has it, in whatever case. */
export async function requireFreeFormName(work: Work, name: string, exceptId?: string): Promise<void> {
  const taken = (await readForms(work.tx)).find((form) => form.id !== exceptId && isSame(form.name, name));
  if (!taken) return;
  throw new PosternError('NAME_TAKEN', `There is a form "${taken.name}" already.`, {
    hint: `Choose another name, or change that one: postern form edit ${commandWord(taken.name)}`,
  });
}

async function chosenInbox(work: Work, { name, inbox }: NewForm) {
  if (inbox === null) return null;
  if (inbox !== undefined) return findInbox(work.tx, inbox);
  const inboxes = await listInboxes(work.tx);
  if (inboxes.length <= 1) return inboxes[0] ?? null;
  throw new PosternError('BAD_INPUT', 'This desk has several inboxes, so say which one the form files to.', {
    inboxes: inboxes.map((each) => each.name),
    hint: `Choose one of ${inboxes.map((each) => each.name).join(', ')}: postern form create ${commandWord(name)} --inbox INBOX`,
  });
}
