/** Choosing, in the browser, through whose eyes a preview looks. */
import { type Core, inDeskTransaction } from '../context.ts';
import { accessPreview } from './access-preview.ts';
import { accessContact, recordPreview } from './start-preview.ts';

/** Throws `LINK_EXPIRED` or `CONTACT_NOT_FOUND`. */
export async function chooseContact(core: Core, choice: { token: string; contact: string }): Promise<void> {
  await inDeskTransaction(core, async (work) => {
    const { agent, portal, idHash } = await accessPreview(work.tx, choice.token, work.now);
    const contact = await accessContact(work, choice.contact);
    await work.tx.previewSession.update({ where: { idHash }, data: { contactId: contact.id } });
    const asAgent = { ...work, actor: `agent:${agent.id}` };
    await recordPreview(asAgent, { portalId: portal.id, contact, by: agent.name });
  });
}
