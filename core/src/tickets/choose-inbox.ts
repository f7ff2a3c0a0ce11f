/** The inbox that somebody names, or the one that is meant when nobody names any. */
import type { Core } from '../context.ts';
import { PosternError } from '../errors.ts';
import { catalogueKnowing } from '../query/catalogue.ts';

/** By its name, in any case; else "Support", else the first. Throws `INBOX_NOT_FOUND`. */
export async function chooseInbox(core: Core, name: string | undefined) {
  const isNamed = (each: { name: string }) => each.name.toLowerCase() === name?.toLowerCase();
  const { inboxes } = await catalogueKnowing(
    core,
    core.db.read,
    (known) => name === undefined || known.inboxes.some(isNamed),
  );
  const inbox = name
    ? inboxes.find(isNamed)
    : (inboxes.find((each) => each.name === 'Support') ?? inboxes[0]);
  if (!inbox) {
    throw new PosternError('INBOX_NOT_FOUND', `There is no inbox "${name}".`, {
      hint: `Inboxes are ${inboxes.map((each) => each.name).join(', ')}`,
    });
  }
  return inbox;
}
