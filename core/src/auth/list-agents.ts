/** The desk's agents and what each may do. */
import type { AgentContext, Queries } from '../context.ts';

export interface AgentView {
  name: string;
  email: string;
  isDisabled: boolean;
  /** Has been invited and has not chosen a password yet. */
  isInvited: boolean;
  /** Takes no new tickets that go round in a team. */
  isAway: boolean;
  /** By name; a scope is `*` for everywhere, or the name of an inbox. */
  permissions: { permission: string; scopes: string[] }[];
  /** Raised by every change of the above. */
  version: number;
}

/** All of them by name, the disabled ones too. */
export async function listAgents(ctx: AgentContext): Promise<AgentView[]> {
  return agentViews(ctx.core.db.read, {});
}

/** One of them. */
export async function viewAgent(queries: Queries, id: string): Promise<AgentView> {
  const [view] = await agentViews(queries, { id });
  return view as AgentView;
}

async function agentViews(queries: Queries, where: { id?: string }): Promise<AgentView[]> {
  const [agents, inboxes] = await Promise.all([
    queries.agent.findMany({
      where,
      select: {
        name: true,
        email: true,
        disabledAt: true,
        passwordHash: true,
        awayAt: true,
        version: true,
        grants: { select: { permission: true, scope: true } },
      },
      orderBy: [{ name: 'asc' }, { email: 'asc' }],
    }),
    queries.inbox.findMany({ select: { id: true, name: true } }),
  ]);
  const nameOf = new Map(inboxes.map(({ id, name }) => [id, name]));
  return agents.map(({ name, email, disabledAt, passwordHash, awayAt, version, grants }) => {
    const byPermission = Map.groupBy(grants, ({ permission }) => permission);
    return {
      name,
      email,
      isDisabled: disabledAt !== null,
      isInvited: passwordHash === null,
      isAway: awayAt !== null,
      permissions: [...byPermission]
        .map(([permission, held]) => ({
          permission,
          scopes: held.map(({ scope }) => nameOf.get(scope) ?? scope).sort(),
        }))
        .sort((a, b) => a.permission.localeCompare(b.permission, 'en')),
      version,
    };
  });
}
