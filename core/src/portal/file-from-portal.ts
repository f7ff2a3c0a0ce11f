/** "File a support ticket": the signed-in customer's own. */
import { type ContactContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { fileTicket } from '../tickets/file-ticket.ts';
import { requireVisible } from './list-my-tickets.ts';

/** Files into the portal's inbox. The same request id twice is one ticket, answered with the same number. */
export async function fileFromPortal(
  ctx: ContactContext,
  form: { subject: string; body: string; requestId: string; uploads: readonly string[] },
): Promise<{ number: number }> {
  const { portal } = await requireVisible(ctx);
  return inTransaction(ctx, async (work) => {
    const supportForm =
      portal.formId === null ? null : await work.tx.form.findUnique({ where: { id: portal.formId } });
    if (!supportForm?.inboxId) throw noForm();
    const { number } = await fileTicket(work, {
      ...form,
      inboxId: supportForm.inboxId,
      contactId: ctx.viewer.contactId,
    });
    return { number };
  });
}

function noForm(): PosternError {
  return new PosternError('FORM_NOT_FOUND', 'This portal has no support form at the moment.', {
    hint: 'Try again later.',
  });
}
