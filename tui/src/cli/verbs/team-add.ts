/** `postern team add`: puts agents into a team. */
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';
import { changeTeam, memberNames } from '../team-table.ts';

/** Throws `TEAM_NOT_FOUND`, `AGENT_NOT_FOUND`; then nothing changes. */
export function act(session: Session, args: Args): Promise<undefined> {
  return changeTeam(session, args, {
    change: ({ teams }) => teams.add.mutate({ team: args.name as string, emails: [...(args.emails ?? [])] }),
    done: (team) => `The team "${team.name}" has ${memberNames(team)} now.`,
  });
}
