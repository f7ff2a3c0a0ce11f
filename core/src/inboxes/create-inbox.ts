/** A new inbox, with a pipeline of its own where it names none that is there. */
import { requirePermission } from '../auth/agents.ts';
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { createPipeline } from '../desk/create-desk.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { forgetCatalogue } from '../query/catalogue.ts';
import { findTeam } from '../teams/team-views.ts';
import { findInbox, type InboxView, listInboxes } from './inbox-views.ts';

export interface InboxSettings {
  confidential?: boolean | undefined;
  reopenDays?: number | undefined;
  customersClose?: boolean | undefined;
  promise?: string | null | undefined;
  /** The team among which new tickets go round; null for nobody. */
  assign?: string | null | undefined;
}

/**
 * Files into the pipeline that is named, which is made with the usual stages if there is none; without a name, into
 * one called like the inbox. Throws `NAME_TAKEN`.
 */
export async function createInbox(
  ctx: AgentContext,
  wish: InboxSettings & { name: string; pipeline?: string | undefined },
): Promise<InboxView> {
  // An inbox that is not there yet is in nobody's scope but everybody's.
  requirePermission(ctx.viewer, 'channels.manage', '*');
  const made = await inTransaction(ctx, async (work) => {
    await requireFreeName(work, wish.name);
    const { name, pipeline, assign, ...settings } = wish;
    const id = work.core.ids.next('inbox');
    const pipelineId = await pipelineNamed(work, pipeline ?? name);
    await work.tx.inbox.create({
      data: { id, name, pipelineId, ...given(settings), ...(await dealtTo(work, assign)) },
    });
    const inbox = await findInbox(work.tx, name);
    await recordEvent(work, {
      action: 'inbox.created',
      target: id,
      change: { ...inbox, by: ctx.viewer.name },
    });
    return inbox;
  });
  forgetCatalogue(ctx.core);
  return made;
}

/** Throws `NAME_TAKEN` when another inbox has it, in whatever case. */
export async function requireFreeName(work: Work, name: string, exceptId?: string): Promise<void> {
  const inboxes = await listInboxes(work.tx);
  const taken = inboxes.find(
    (each) => each.id !== exceptId && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (!taken) return;
  throw new PosternError('NAME_TAKEN', `There is an inbox "${taken.name}" already.`, {
    hint: 'Choose another name. See them all: postern inbox list',
  });
}

/** The pipeline's id; one that is not there is made. */
export async function pipelineNamed(work: Work, name: string): Promise<string> {
  const pipelines = await work.tx.pipeline.findMany({ select: { id: true, name: true } });
  const found = pipelines.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return found?.id ?? createPipeline(work, name);
}

/** Among whom new tickets go round, where that was said. Throws `TEAM_NOT_FOUND`. */
export async function dealtTo(work: Work, assign: string | null | undefined) {
  if (assign === undefined) return {};
  return { roundRobinId: assign === null ? null : (await findTeam(work.tx, assign)).id };
}

/** The settings that were given, to be written as they are. */
export function given({ confidential, reopenDays, customersClose, promise }: InboxSettings) {
  return {
    ...(confidential !== undefined && { confidential }),
    ...(reopenDays !== undefined && { reopenDays }),
    ...(customersClose !== undefined && { customersClose }),
    ...(promise !== undefined && { promise: promise?.trim() ? promise.trim() : null }),
  };
}
