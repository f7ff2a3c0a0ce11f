/** What agents ask of teams. */
import { z } from 'zod';
import { ifVersion } from '../if-version.ts';
import { lineInput } from '../properties/property-wishes.ts';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { createTeam, deleteTeam, editTeam } from './change-team.ts';
import { addMembers, removeMembers } from './team-members.ts';
import { listTeams } from './team-views.ts';

const manager = agentWith('agents.manage');
// No quotation marks: a query could not name it.
const name = lineInput(60)
  .refine((text) => !text.includes('"'), 'may hold no quotation marks')
  .refine((text) => !['none', 'any', 'me'].includes(text.toLowerCase()), 'is a word that queries need')
  .refine((text) => !text.startsWith('@'), 'may not begin with "@"');
const team = z.string().trim().min(1, 'must not be empty').max(100, 'is too long');
const emails = z.array(z.string().max(320)).min(1).max(200);

export const teamsRouter = router({
  list: agentOnly.query(async ({ ctx }) => ({
    items: await listTeams(ctx.core.db.read),
    nextCursor: null,
  })),
  create: manager.input(z.strictObject({ name })).mutation(({ ctx, input }) => createTeam(ctx, input)),
  edit: manager
    .input(z.strictObject({ team, name, ifVersion }))
    .mutation(({ ctx, input }) => editTeam(ctx, input)),
  delete: manager
    .input(z.strictObject({ team, ifVersion }))
    .mutation(({ ctx, input }) => deleteTeam(ctx, input)),
  add: manager
    .input(z.strictObject({ team, emails, ifVersion }))
    .mutation(({ ctx, input }) => addMembers(ctx, input)),
  remove: manager
    .input(z.strictObject({ team, emails, ifVersion }))
    .mutation(({ ctx, input }) => removeMembers(ctx, input)),
});
