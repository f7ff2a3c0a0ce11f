/** Replies that wait before they leave: how agents see them, and the way from an id to one's own. */
import type { AgentContext, Core, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type ReplyActions, replyActions } from '../snippets/reply-actions.ts';
import type { AttachmentView } from './attachments.ts';
import { readersOf } from './audience.ts';

export type HeldState = 'held' | 'stopped' | 'sent' | 'takenBack';

export interface HeldReplyView {
  id: string;
  ticket: { id: string; number: number; subject: string };
  agent: { name: string; email: string };
  /** Who would read it now. */
  to: { name: string; email: string }[];
  /** Empty once it is sent: then the message has it. */
  text: string;
  /** Its files, while it waits; nobody opens them until it is sent. */
  attachments: AttachmentView[];
  heldAt: string;
  releaseAt: string;
  /** So long from now by the desk's clock, for countdowns. */
  leavesInMs: number;
  /** The sender's own id of it. */
  requestId: string;
  /** What is done to the ticket with it. */
  actions: ReplyActions | null;
  state: HeldState;
  /** Why it was stopped instead of being sent. */
  reason: string | null;
}

interface Around {
  core: Core;
  queries: Queries;
}

const around = ({ core }: AgentContext): Around => ({ core, queries: core.db.read });

const columns = {
  ticket: { select: { id: true, number: true, subject: true } },
  agent: { select: { name: true, email: true } },
  files: {
    select: { id: true, fileName: true, bytes: true, mediaType: true },
    orderBy: { seq: 'asc' },
  },
} as const;

const states: Record<string, HeldState> = {
  HELD: 'held',
  STOPPED: 'stopped',
  SENT: 'sent',
  TAKEN_BACK: 'takenBack',
};

async function views({ core, queries }: Around, where: object): Promise<HeldReplyView[]> {
  const rows = await queries.heldReply.findMany({
    where,
    include: columns,
    orderBy: [{ releaseAt: 'asc' }, { id: 'asc' }],
  });
  const now = core.clock.now().getTime();
  const viewOf = async (row: (typeof rows)[number]): Promise<HeldReplyView> => ({
    id: row.id,
    ticket: row.ticket,
    agent: row.agent,
    to: (await readersOf(queries, row.ticketId)).contacts.map(({ name, email }) => ({ name, email })),
    text: row.body,
    attachments: row.files,
    heldAt: row.createdAt.toISOString(),
    releaseAt: row.releaseAt.toISOString(),
    leavesInMs: Math.max(0, row.releaseAt.getTime() - now),
    requestId: row.requestId,
    actions: row.actions === null ? null : replyActions.parse(row.actions),
    state: states[row.state] ?? 'stopped',
    reason: row.stoppedBecause,
  });
  return Promise.all(rows.map(viewOf));
}

const waiting = { in: ['HELD', 'STOPPED'] };

/** What waits on a ticket, the next to leave first. For agents alone. */
export function heldOn(around: Around, ticketId: string): Promise<HeldReplyView[]> {
  return views(around, { ticketId, state: waiting });
}

/** The agent's own that wait, on any ticket. */
export function ownHeld(ctx: AgentContext): Promise<HeldReplyView[]> {
  return views(around(ctx), { agentId: ctx.viewer.agentId, state: waiting });
}

/** One of the agent's own, also after it has left. Throws `HELD_REPLY_NOT_FOUND`. */
export async function viewHeld(ctx: AgentContext, id: string): Promise<HeldReplyView> {
  const [view] = await views(around(ctx), { id, agentId: ctx.viewer.agentId });
  if (!view) throw heldNotFound();
  return view;
}

/** The row of one's own. Whose reply it is decides alone what becomes of it. Throws `HELD_REPLY_NOT_FOUND`. */
export async function accessHeld(queries: Queries, ctx: AgentContext, id: string) {
  const row = await queries.heldReply.findFirst({
    where: { id, agentId: ctx.viewer.agentId },
    include: columns,
  });
  if (!row) throw heldNotFound();
  return row;
}

function heldNotFound(): PosternError {
  return new PosternError('HELD_REPLY_NOT_FOUND', 'There is no such reply of yours that waits.', {
    hint: 'See what waits: postern outbox list',
  });
}
