/** From the actors of audit events to the people they are. */
import type { Queries } from '../context.ts';

export interface ActorView {
  kind: 'agent' | 'contact' | 'desk';
  name: string;
  email: string | null;
}

interface Acted {
  actor: string;
  change: unknown;
}

/** Who did each of these events, looked up all at once. An event's own word for the name goes before today's. */
export async function namesOfActors(
  queries: Queries,
  events: readonly Acted[],
): Promise<(event: Acted) => ActorView> {
  const ids = (prefix: string) => [
    ...new Set(
      events.filter(({ actor }) => actor.startsWith(prefix)).map(({ actor }) => actor.slice(prefix.length)),
    ),
  ];
  const select = { id: true, name: true, email: true };
  const [agents, contacts] = await Promise.all([
    queries.agent.findMany({ where: { id: { in: ids('agent:') } }, select }),
    queries.contact.findMany({ where: { id: { in: ids('contact:') } }, select }),
  ]);
  const people = new Map(
    [
      ...agents.map((agent) => ({ ...agent, actor: `agent:${agent.id}` })),
      ...contacts.map((contact) => ({ ...contact, actor: `contact:${contact.id}` })),
    ].map((person) => [person.actor, person]),
  );
  return ({ actor, change }) => {
    const person = people.get(actor);
    return {
      kind: kindOf(actor),
      name: nameIn(change) ?? person?.name ?? person?.email ?? '',
      email: person?.email ?? null,
    };
  };
}

function kindOf(actor: string): ActorView['kind'] {
  if (actor.startsWith('agent:')) return 'agent';
  return actor.startsWith('contact:') ? 'contact' : 'desk';
}

function nameIn(change: unknown): string | null {
  const { by } = (change ?? {}) as { by?: unknown };
  return typeof by === 'string' && by !== '' ? by : null;
}
