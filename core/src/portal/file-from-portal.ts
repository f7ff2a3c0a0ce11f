/** "File a support ticket": the signed-in customer's own. */
import { type ContactContext, inTransaction } from '../context.ts';
import { fileTicket } from '../tickets/file-ticket.ts';
import { requireVisible } from './list-my-tickets.ts';

/** Files into the portal's inbox. The same request id twice is one ticket, answered with the same number. */
export async function fileFromPortal(
  ctx: ContactContext,
  form: { subject: string; body: string; requestId: string },
): Promise<{ number: number }> {
  const { portal } = await requireVisible(ctx);
  return inTransaction(ctx, async (work) => {
    const { number } = await fileTicket(work, {
      ...form,
      inboxId: portal.inboxId,
      contactId: ctx.viewer.contactId,
    });
    return { number };
  });
}
