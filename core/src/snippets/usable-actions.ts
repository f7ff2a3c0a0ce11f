/** Whether what a snippet is to do can be done on this desk: checked when it is kept, and again when it is used. */
import type { AgentContext, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { catalogueKnowing } from '../query/catalogue.ts';
import { nearest } from '../query/nearest.ts';
import { findTeam } from '../teams/team-views.ts';
import { agentNamed } from '../tickets/assign-ticket.ts';
import { tagName } from '../tickets/ticket-tags.ts';
import type { ReplyActions } from './reply-actions.ts';

/** As they are kept; null for none. Throws `BAD_INPUT`, `AGENT_NOT_FOUND`, `TEAM_NOT_FOUND`. */
export async function usableActions(
  work: Work,
  ctx: AgentContext,
  actions: ReplyActions | null,
): Promise<ReplyActions | null> {
  if (!actions) return null;
  const { assign, addTags, removeTags, stage } = actions;
  if (assign?.startsWith('@') && assign !== '@none') await findTeam(work.tx, assign.slice(1));
  else if (assign && !['me', 'none', '@none'].includes(assign.toLowerCase()))
    await agentNamed(work, assign, ctx.viewer.agentId);
  if (stage !== undefined) await requireStage(work, stage);
  const kept: ReplyActions = {
    ...actions,
    ...(addTags && { addTags: addTags.map(tagName) }),
    ...(removeTags && { removeTags: removeTags.map(tagName) }),
  };
  return Object.values(kept).some(
    (value) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
    ? kept
    : null;
}

async function requireStage(work: Work, name: string): Promise<void> {
  const isIt = (each: { name: string }) => each.name.toLowerCase() === name.toLowerCase();
  const { stages } = await catalogueKnowing(work.core, work.tx, (known) => known.stages.some(isIt));
  if (stages.some(isIt)) return;
  const names = [...new Set(stages.map((each) => each.name))];
  const guess = nearest(name, names);
  throw new PosternError('BAD_INPUT', `No pipeline has a stage "${name}".`, {
    hint: guess ? `Did you mean "${guess}"?` : `Stages are ${names.join(', ')}`,
  });
}
