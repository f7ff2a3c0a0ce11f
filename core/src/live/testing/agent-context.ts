/** An agent's context as a procedure has it, for what is no procedure. */
import { viewerOf } from '../../auth/viewer-of.ts';
import type { AgentContext } from '../../context.ts';
import type { BuiltAgent } from '../../testing/builders.ts';
import type { World } from '../../testing/world.ts';

/** Signs the agent in. */
export async function contextOf(world: World, agent: BuiltAgent): Promise<AgentContext> {
  const viewer = await viewerOf(world.core, { kind: 'token', token: await world.tokenOf(agent) });
  if (viewer.kind !== 'agent') throw new Error('This is no agent.');
  return { core: world.core, viewer, source: 'TUI', address: null, requestId: 'request' };
}
