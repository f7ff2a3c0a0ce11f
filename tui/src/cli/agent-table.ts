/** Agents and their permissions as a table, and one agent as lines. */
import { displayText, type Outputs } from '@postern/core/client';
import { factsText } from './facts-text.ts';
import type { Args } from './flags.ts';
import { tableText, themeFor } from './look.ts';
import type { Shape } from './output.ts';
import type { Session } from './session.ts';

export type Agent = Outputs['agents']['list']['items'][number];

export const agentFields = ['email', 'name', 'isDisabled', 'permissions', 'isAway', 'isInvited', 'version'];

/** As programs get it: in a pipe the permissions are words such as `tickets.read` and `tickets.write in Support`. */
export function agentRecord(session: Session, agent: Agent): object {
  return session.format === 'columns' ? { ...agent, permissions: agent.permissions.map(scopedName) } : agent;
}

/** Several agents. */
export function agentShape(session: Session, args: Args): Shape {
  return {
    fields: agentFields,
    // As scripts know them; whether somebody is away or invited is in the JSON.
    columns: ['email', 'name', 'isDisabled', 'permissions'],
    table: (items) => agentTable(session, args, items as unknown as Agent[]),
  };
}

/** One agent, whose permissions were just changed. */
export function agentViewShape(session: Session, args: Args): Shape {
  return {
    ...agentShape(session, args),
    table: ([item]) => {
      const { name, email, permissions } = item as unknown as Agent;
      const facts = [
        ['State', stateOf(item as unknown as Agent)],
        ['May', permissions.map(scopedName).join(', ') || 'nothing'],
      ] as const;
      return factsText(session, args, { title: `${name} <${email}>`, facts });
    },
  };
}

function agentTable(session: Session, args: Args, agents: readonly Agent[]): string {
  if (agents.length === 0) return '';
  const columns = [
    { title: 'EMAIL', role: 'strong' as const, most: 36 },
    { title: 'NAME', most: 24 },
    { title: 'MAY' },
  ];
  const rows = agents.map((agent) => {
    const { email, name, permissions } = agent;
    const state = stateOf(agent);
    const may = permissions.map(scopedName).join(', ') || 'nothing';
    return [email, state ? `${name} (${state})` : name, may].map((cell) => displayText(cell));
  });
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}

/** Null for somebody who is there. */
function stateOf({ isDisabled, isInvited, isAway }: Agent): string | null {
  if (isDisabled) return 'disabled';
  if (isInvited) return 'invited';
  return isAway ? 'away' : null;
}

function scopedName({ permission, scopes }: Agent['permissions'][number]): string {
  return scopes.includes('*') ? permission : `${permission} in ${scopes.join(' and ')}`;
}
