/** `postern team create`: a new team, of nobody yet. */
import type { Args } from '../flags.ts';
import { shellWord } from '../profiles.ts';
import type { Session } from '../session.ts';
import { changeTeam } from '../team-table.ts';

/** Throws `NAME_TAKEN`. */
export function act(session: Session, args: Args): Promise<undefined> {
  return changeTeam(session, args, {
    change: ({ teams }) => teams.create.mutate({ name: args.name as string }),
    done: ({ name }) =>
      `Made the team "${name}". To put agents in: postern team add ${shellWord(name)} EMAIL`,
  });
}
