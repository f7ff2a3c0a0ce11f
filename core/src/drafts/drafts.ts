/** What agents have not sent yet, kept to be found again on another machine. Only its writer ever reads the text. */
import { isDeepStrictEqual } from 'node:util';
import { Prisma } from '@postern/prisma';
import { type AgentContext, inTransaction, type Queries, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { type ReplyActions, replyActions } from '../snippets/reply-actions.ts';
import { accessTicket, agentScope, type TicketRef } from '../tickets/access-ticket.ts';
import { storable } from '../tickets/message-text.ts';
import { ticketRows } from '../tickets/ticket-rows.ts';

export type DraftKind = 'reply' | 'note';

export interface DraftView {
  ticket: { id: string; number: number; subject: string };
  kind: DraftKind;
  text: string;
  /** What is done to the ticket when a reply is sent; null for nothing. */
  actions: ReplyActions | null;
  /** The writer's own id of what it will be once it is sent. */
  requestId: string;
  /** Grows with every text. */
  version: number;
  updatedAt: string;
}

/** What was saved, or the draft that is newer than the one this writer had seen. */
export type Saved = { isSaved: true; version: number } | { isSaved: false; draft: DraftView };

/** What colleagues know of a draft. */
export interface DraftSign {
  agent: { name: string; email: string };
  kind: DraftKind;
  updatedAt: string;
}

const mostDrafts = 200;

/**
 * Keeps the text, unless another one was kept since the version that the writer has seen (null for none): that one is
 * answered and stays. The same text twice is kept once. Throws `TICKET_NOT_FOUND` or `NOT_ALLOWED`.
 */
export async function saveDraft(
  ctx: AgentContext,
  draft: {
    ticket: TicketRef;
    kind: DraftKind;
    text: string;
    actions?: ReplyActions | null | undefined;
    requestId: string;
    seen: number | null;
  },
): Promise<Saved> {
  const { kind, requestId, seen } = draft;
  const wanted = kind === 'reply' ? (draft.actions ?? null) : null;
  const actions = wanted ?? Prisma.DbNull;
  const body = storable(draft.text);
  const { agentId } = ctx.viewer;
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, draft.ticket, 'tickets.write');
    const which = { agentId, ticketId: ticket.id, kind: kind.toUpperCase() };
    const row = await work.tx.draft.findUnique({ where: { agentId_ticketId_kind: which } });
    if (row?.body === body && isDeepStrictEqual(row.actions, wanted))
      return { isSaved: true, version: row.version };
    if (row && row.version !== seen) return { isSaved: false, draft: viewOf(row, ticket) };
    if (row) {
      const version = row.version + 1;
      // Every text is not an event: drafts are written twice a second, and are nobody else's.
      await work.tx.draft.update({
        where: { id: row.id },
        data: { body, actions, requestId, version, updatedAt: work.now },
      });
      return { isSaved: true, version };
    }
    const id = work.core.ids.next('draft');
    // Above what was seen: a draft that was sent and written anew must not look like the old one.
    const version = (seen ?? 0) + 1;
    const at = { createdAt: work.now, updatedAt: work.now };
    await work.tx.draft.create({ data: { id, ...which, body, actions, requestId, version, ...at } });
    await recordEvent(work, { action: 'draft.begun', target: id });
    return { isSaved: true, version };
  });
}

/** The agent's own, the newest first, of tickets that they may still read. */
export async function ownDrafts({ core, viewer }: AgentContext): Promise<DraftView[]> {
  const queries = core.db.read;
  const rows = await queries.draft.findMany({
    where: { agentId: viewer.agentId },
    orderBy: { updatedAt: 'desc' },
    take: mostDrafts,
  });
  if (rows.length === 0) return [];
  const ids = Prisma.join(rows.map(({ ticketId }) => ticketId));
  const scope = Prisma.sql`t."id" IN (${ids}) AND ${agentScope(viewer, 'tickets.read')}`;
  const tickets = new Map((await ticketRows(queries, scope, Prisma.empty)).map((each) => [each.id, each]));
  return rows.flatMap((row) => {
    const ticket = tickets.get(row.ticketId);
    return ticket ? [viewOf(row, ticket)] : [];
  });
}

/** Throws the agent's own draft away; answers whether there was one. */
export async function deleteDraft(
  ctx: AgentContext,
  { ticket: ref, kind }: { ticket: TicketRef; kind: DraftKind },
): Promise<{ isDeleted: boolean }> {
  const { agentId } = ctx.viewer;
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, ref, 'tickets.read');
    const which = { agentId, ticketId: ticket.id, kind: kind.toUpperCase() };
    const row = await work.tx.draft.findUnique({ where: { agentId_ticketId_kind: which } });
    if (!row) return { isDeleted: false };
    await work.tx.draft.delete({ where: { id: row.id } });
    await recordEvent(work, { action: 'draft.deleted', target: row.id });
    return { isDeleted: true };
  });
}

/** What was sent under this id is no draft any more. In the transaction that sends it. */
export async function forgetDraft(work: Work, sent: { agentId: string; requestId: string }): Promise<void> {
  const { agentId, requestId } = sent;
  await work.tx.draft.deleteMany({ where: { agentId, requestId } });
}

/** Who else has a draft on the ticket; not a word of what stands in it. */
export async function draftsOn(queries: Queries, ticketId: string, reader: string): Promise<DraftSign[]> {
  const rows = await queries.draft.findMany({
    where: { ticketId, agentId: { not: reader }, agent: { disabledAt: null } },
    orderBy: { updatedAt: 'desc' },
    select: { kind: true, updatedAt: true, agent: { select: { name: true, email: true } } },
  });
  return rows.map(({ kind, updatedAt, agent }) => ({
    agent,
    kind: kindOf(kind),
    updatedAt: updatedAt.toISOString(),
  }));
}

const kindOf = (kind: string): DraftKind => (kind === 'NOTE' ? 'note' : 'reply');

type DraftRow = Awaited<ReturnType<Queries['draft']['findUniqueOrThrow']>>;

function viewOf(
  row: Pick<DraftRow, 'kind' | 'body' | 'actions' | 'requestId' | 'version' | 'updatedAt'>,
  { id, number, subject }: { id: string; number: number; subject: string },
): DraftView {
  return {
    ticket: { id, number, subject },
    kind: kindOf(row.kind),
    text: row.body,
    actions: row.actions === null ? null : replyActions.parse(row.actions),
    requestId: row.requestId,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  };
}
