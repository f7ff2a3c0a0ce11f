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
  /** The team among which new tickets go round; null where nobody gets them. */
  assign: string | null;
}

/** All of them, by name. */
export async function listInboxes(queries: Queries): Promise<InboxView[]> {
  const catalogue = await readCatalogue(queries);
  const teams = await queries.team.findMany({ select: { id: true, name: true } });
  return catalogue.inboxes.map((inbox) => toInboxView(inbox, catalogue, teams));
}

/** One inbox of a catalogue. */
export function toInboxView(
  inbox: Catalogue['inboxes'][number],
  catalogue: Catalogue,
  teams: readonly { id: string; name: string }[],
): InboxView {
  const { id, name, pipelineId, confidential, reopenDays, customersClose, promise } = inbox;
  const pipeline = catalogue.pipelines.find((each) => each.id === pipelineId)?.name ?? '';
  const assign = teams.find((team) => team.id === inbox.roundRobinId)?.name ?? null;
  return { id, name, pipeline, confidential, reopenDays, customersClose, promise, assign };
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
