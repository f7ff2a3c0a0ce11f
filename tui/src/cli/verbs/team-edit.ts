/** `postern team edit`: another name for a team. */
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import type { Session } from '../session.ts';
import { changeTeam } from '../team-table.ts';

/** Its tickets and members stay its own. Throws `TEAM_NOT_FOUND`, `NAME_TAKEN`. */
export function act(session: Session, args: Args): Promise<undefined> {
  const wish = { team: args.name as string, name: args.rename as string, ...ifVersionOf(args) };
  return changeTeam(session, args, {
    change: ({ teams }) => teams.edit.mutate(wish),
    done: ({ name }) => `The team is called "${name}" now.`,
  });
}
