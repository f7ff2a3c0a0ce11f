/** Teams as agents read them, and the way from a name to one. */

import { requirePermission, scopesOf } from '../auth/agents.ts';
import type { AgentContext, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { nearest } from '../query/nearest.ts';

export interface TeamView {
  name: string;
  /** By name. Who is away is passed over when new tickets go round. */
  members: { name: string; email: string; isAway: boolean }[];
  /** Names of the inboxes whose new tickets go round among them. */
  inboxes: string[];
  /** Raised by every change of the name and of who is in it. */
  version: number;
}

interface Team {
  id: string;
  name: string;
  version: number;
}

/** All of them, by name. */
export async function listTeams(queries: Queries): Promise<TeamView[]> {
  const [teams, inboxes] = await Promise.all([
    queries.team.findMany({
      include: {
        members: {
          include: { agent: { select: { name: true, email: true, awayAt: true } } },
          where: { agent: { disabledAt: null } },
        },
      },
      orderBy: { name: 'asc' },
    }),
    queries.inbox.findMany({ where: { roundRobinId: { not: null } }, orderBy: { name: 'asc' } }),
  ]);
  return teams.map(({ id, name, members, version }) => ({
    name,
    members: members
      .map(({ agent }) => ({ name: agent.name, email: agent.email, isAway: agent.awayAt !== null }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.email.localeCompare(b.email, 'en')),
    inboxes: inboxes.filter(({ roundRobinId }) => roundRobinId === id).map((inbox) => inbox.name),
    version,
  }));
}

/** One of them. */
export async function viewTeam(queries: Queries, name: string): Promise<TeamView> {
  const view = (await listTeams(queries)).find((each) => each.name === name);
  if (!view) throw new Error(`There is no team "${name}".`);
  return view;
}

/** The team of this name, in whatever case. Throws `TEAM_NOT_FOUND`, naming those there are. */
export async function findTeam(queries: Queries, name: string): Promise<Team> {
  const teams = await queries.team.findMany({
    select: { id: true, name: true, version: true },
    orderBy: { name: 'asc' },
  });
  const wanted = name.trim().replace(/^@/, '').toLowerCase();
  const found = teams.find((team) => team.name.toLowerCase() === wanted);
  if (found) return found;
  const names = teams.map((team) => team.name);
  const guess = nearest(name, names);
  throw new PosternError('TEAM_NOT_FOUND', `There is no team "${name}".`, {
    hint: guess
      ? `Did you mean "${guess}"?`
      : names.length > 0
        ? `Choose one of ${names.join(', ')}`
        : 'Check the name: there is no team yet. To make one: postern team create NAME',
  });
}

/** Throws `NAME_TAKEN` when another team than `own` has it, in whatever case. */
export async function requireFreeName(queries: Queries, name: string, own?: string): Promise<void> {
  const teams = await queries.team.findMany({ select: { id: true, name: true } });
  const taken = teams.find((team) => team.id !== own && team.name.toLowerCase() === name.toLowerCase());
  if (!taken) return;
  throw new PosternError('NAME_TAKEN', `There is a team "${taken.name}" already.`, {
    hint: 'Choose another name. See them all: postern team list',
  });
}

/** Teams are about the whole desk, so a part of the permission is none. Throws `NOT_ALLOWED`. */
export function requireManager({ viewer }: AgentContext): void {
  if (scopesOf(viewer, 'agents.manage') !== 'everywhere') requirePermission(viewer, 'agents.manage', '*');
}
