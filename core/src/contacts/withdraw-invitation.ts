/** Undoing an invitation whose mail never left. */
import { type Core, inDeskTransaction } from '../context.ts';

/** The contact may be invited again, once the portal lets it in again. */
export async function withdrawInvitation(
  core: Core,
  { portalId, contactId }: { portalId: string; contactId: string },
): Promise<void> {
  await inDeskTransaction(core, async (work) => {
    await work.tx.invitation.deleteMany({ where: { portalId, contactId } });
  });
}
