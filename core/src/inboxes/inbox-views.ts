/** Inboxes as agents read them, and the way from a name to one. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type Catalogue, readCatalogue } from '../query/catalogue.ts';
import { nearest } from '../query/nearest.ts';

export interface InboxView {
  id: string;
  name: string;
  pipeline: string;
  /** Whether organization-wide sight stops at it. */
  confidential: boolean;
  /** For how many days a customer's reply reopens a closed ticket; later it starts a new one. */
  reopenDays: number;
  /** Whether customers may close and reopen by themselves. */
  customersClose: boolean;
  /** What customers read after filing. */
  promise: string | null;
}

/** All of them, by name. */
export async function listInboxes(queries: Queries): Promise<InboxView[]> {
  const catalogue = await readCatalogue(queries);
  return catalogue.inboxes.map((inbox) => toInboxView(inbox, catalogue));
}

/** One inbox of a catalogue. */
export function toInboxView(inbox: Catalogue['inboxes'][number], catalogue: Catalogue): InboxView {
  const { id, name, pipelineId, confidential, reopenDays, customersClose, promise } = inbox;
  const pipeline = catalogue.pipelines.find((each) => each.id === pipelineId)?.name ?? '';
  return { id, name, pipeline, confidential, reopenDays, customersClose, promise };
}

/** Throws `INBOX_NOT_FOUND`, naming those there are. */
export async function findInbox(queries: Queries, name: string): Promise<InboxView> {
  const inboxes = await listInboxes(queries);
  const wanted = name.trim().toLowerCase();
  const found = inboxes.find((each) => each.name.toLowerCase() === wanted);
  if (found) return found;
  const names = inboxes.map((each) => each.name);
  const guess = nearest(name, names);
  throw new PosternError('INBOX_NOT_FOUND', `There is no inbox "${name}".`, {
    hint: `${guess ? `Did you mean "${guess}"? ` : ''}Inboxes are ${names.join(', ')}`,
  });
}
