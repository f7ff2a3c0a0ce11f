/** Teams as a table, and what the verbs that change one have in common. */
import { displayText, type Outputs, type PosternClient } from '@postern/core/client';
import type { Args } from './flags.ts';
import { tableText, themeFor } from './look.ts';
import { chosenFields, printOne, type Shape } from './output.ts';
import type { Session } from './session.ts';

type Team = Outputs['teams']['list']['items'][number];

export const teamFields = ['name', 'members', 'inboxes', 'version'];

/** As programs get it: in a pipe the members are their addresses. */
export function teamRecord(session: Session, team: Team): object {
  return session.format === 'columns' ? { ...team, members: team.members.map(({ email }) => email) } : team;
}

/** One line a team. */
export function teamShape(session: Session, args: Args): Shape {
  return {
    fields: teamFields,
    // As scripts know them; the version is in the JSON.
    columns: ['name', 'members', 'inboxes'],
    table: (items) => teamTable(session, args, items as unknown as Team[]),
  };
}

/** Its members by name, with who is away. */
export function memberNames({ members }: Team): string {
  const names = members.map(({ name, isAway }) => (isAway ? `${name} (away)` : name));
  return names.length > 0 ? names.join(', ') : 'nobody';
}

/** Changes one and says what it is then; programs get the team. */
export async function changeTeam(
  session: Session,
  args: Args,
  { change, done }: { change(client: PosternClient): Promise<Team>; done(team: Team): string },
): Promise<undefined> {
  chosenFields(args, teamFields);
  const team = await change(await session.client());
  await session.say(done(team));
  if (session.format !== 'table')
    await printOne(session, args, teamRecord(session, team), teamShape(session, args));
}

function teamTable(session: Session, args: Args, teams: readonly Team[]): string {
  if (teams.length === 0) return '';
  const columns = [
    { title: 'TEAM', role: 'strong' as const, most: 30 },
    { title: 'MEMBERS' },
    { title: 'NEW TICKETS OF', most: 30 },
  ];
  const rows = teams.map((team) =>
    [team.name, memberNames(team), team.inboxes.join(', ')].map((cell) => displayText(cell)),
  );
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
