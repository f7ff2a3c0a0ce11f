/** `postern team remove`: takes agents out of a team. */
import type { Args } from '../flags.ts';
import { ifVersionOf } from '../numbers.ts';
import type { Session } from '../session.ts';
import { changeTeam, memberNames } from '../team-table.ts';

/** What they have stays theirs. Throws `TEAM_NOT_FOUND`, `AGENT_NOT_FOUND`. */
export function act(session: Session, args: Args): Promise<undefined> {
  const wish = { team: args.name as string, emails: [...(args.emails ?? [])], ...ifVersionOf(args) };
  return changeTeam(session, args, {
    change: ({ teams }) => teams.remove.mutate(wish),
    done: (team) => `The team "${team.name}" has ${memberNames(team)} now.`,
  });
}
