/** What agents ask of organizations. */
import { z } from 'zod';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { pageOf, reference, shownName } from './contact-input.ts';
import { createOrganization } from './create-organization.ts';
import { editOrganization } from './edit-organization.ts';
import { listOrganizations, viewOrganization } from './list-organizations.ts';
import { sights } from './organization-sight.ts';

const writer = agentWith('contacts.write');
const name = shownName(200);
const sight = z.enum(sights, `must be one of ${sights.join(', ')}`);

export const organizationsRouter = router({
  list: agentOnly.input(z.strictObject(pageOf)).query(({ ctx, input }) => listOrganizations(ctx, input)),
  view: agentOnly
    .input(z.strictObject({ organization: reference }))
    .query(({ ctx, input }) => viewOrganization(ctx, input.organization)),
  create: writer
    .input(z.strictObject({ name, sight: sight.default('own') }))
    .mutation(({ ctx, input }) => createOrganization(ctx, input)),
  edit: writer
    .input(z.strictObject({ organization: reference, name: name.optional(), sight: sight.optional() }))
    .mutation(({ ctx, input }) => editOrganization(ctx, input)),
});
