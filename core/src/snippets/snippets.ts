/** The team's texts: found by name, written once, filled in where they are used. */
import { Prisma } from '@postern/prisma';
import { type AgentContext, inTransaction, type Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { messageText } from '../tickets/message-text.ts';
import { unknownVariables } from './expand-snippet.ts';
import { type ReplyActions, replyActions } from './reply-actions.ts';
import { usableActions } from './usable-actions.ts';

export interface SnippetView {
  name: string;
  body: string;
  /** What it does to the ticket beside its words. */
  actions: ReplyActions | null;
  updatedAt: string;
}

interface Row {
  name: string;
  body: string;
  actions: unknown;
  updatedAt: Date;
}

const toView = ({ name, body, actions, updatedAt }: Row): SnippetView => ({
  name,
  body,
  actions: actions === null ? null : replyActions.parse(actions),
  updatedAt: updatedAt.toISOString(),
});

/** All of them, by name. */
export async function listSnippets(ctx: AgentContext): Promise<SnippetView[]> {
  const rows = await ctx.core.db.read.snippet.findMany({ orderBy: { name: 'asc' } });
  return rows.map(toView);
}

/** Throws `NAME_TAKEN`; `BAD_INPUT` for a variable that does not exist; `MESSAGE_EMPTY`, `MESSAGE_TOO_LONG`. */
export async function createSnippet(
  ctx: AgentContext,
  snippet: { name: string; body: string; actions?: ReplyActions | null | undefined },
): Promise<SnippetView> {
  const { name } = snippet;
  const body = usable(snippet.body);
  return inTransaction(ctx, async (work) => {
    await requireFree(work.tx, name);
    const id = work.core.ids.next('snippet');
    const actions = await usableActions(work, ctx, snippet.actions ?? null);
    const row = await work.tx.snippet.create({
      data: { id, name, body, ...(actions && { actions }), createdAt: work.now, updatedAt: work.now },
    });
    await recordEvent(work, { action: 'snippet.created', target: id, change: { name } });
    return toView(row);
  });
}

/** Another name, another text, or both. Throws as `createSnippet` does, and `SNIPPET_NOT_FOUND`. */
export async function editSnippet(
  ctx: AgentContext,
  change: {
    snippet: string;
    name?: string | undefined;
    body?: string | undefined;
    /** Null for none; as they are where nothing is said. */
    actions?: ReplyActions | null | undefined;
  },
): Promise<SnippetView> {
  return inTransaction(ctx, async (work) => {
    const before = await snippetNamed(work.tx, change.snippet);
    const name = change.name ?? before.name;
    const body = change.body === undefined ? before.body : usable(change.body);
    const actions = change.actions === undefined ? undefined : await usableActions(work, ctx, change.actions);
    if (name === before.name && body === before.body && actions === undefined) return toView(before);
    if (name !== before.name) await requireFree(work.tx, name);
    const row = await work.tx.snippet.update({
      where: { id: before.id },
      data: {
        name,
        body,
        ...(actions !== undefined && { actions: actions ?? Prisma.DbNull }),
        updatedAt: work.now,
      },
    });
    await recordEvent(work, {
      action: 'snippet.edited',
      target: before.id,
      change: {
        name,
        ...(actions !== undefined && { actions }),
        ...(name !== before.name && { was: before.name }),
      },
    });
    return toView(row);
  });
}

/** Throws `SNIPPET_NOT_FOUND`. */
export async function deleteSnippet(ctx: AgentContext, name: string): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const { id } = await snippetNamed(work.tx, name);
    await work.tx.snippet.delete({ where: { id } });
    await recordEvent(work, { action: 'snippet.deleted', target: id, change: { name } });
  });
}

async function snippetNamed(queries: Queries, name: string) {
  const row = await queries.snippet.findUnique({ where: { name } });
  if (row) return row;
  throw new PosternError('SNIPPET_NOT_FOUND', `There is no snippet "${name}".`, {
    hint: 'See the list of snippets for their names.',
  });
}

async function requireFree(queries: Queries, name: string): Promise<void> {
  if (await queries.snippet.findUnique({ where: { name } }))
    throw new PosternError('NAME_TAKEN', `There is a snippet "${name}" already.`, {
      hint: 'Take another name, or edit that one.',
    });
}

function usable(text: string): string {
  const body = messageText(text);
  const [first] = unknownVariables(body);
  if (first) {
    const meant = first.meant ? ` Did you mean {{${first.meant}}}?` : '';
    throw new PosternError('BAD_INPUT', `There is no variable {{${first.name}}}.${meant}`, {
      hint: 'Variables are requester.name, requester.first-name, requester.email, organization, agent.name, agent.first-name, ticket.number and ticket.subject.',
    });
  }
  return body;
}
