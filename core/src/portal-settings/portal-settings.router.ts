/** Everything that administrators may ask of the portal's settings. Each write needs `portal.settings`. */
import { z } from 'zod';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { filterEffect } from './filter-effect.ts';
import { filterFields } from './filter-fields.ts';
import { getSettings } from './get-settings.ts';
import { portalStatus } from './portal-status.ts';
import { setSettings } from './set-settings.ts';
import { switchOff } from './switch-off.ts';
import { switchOn } from './switch-on.ts';
import { verifyDomain } from './verify-domain.ts';
import { viewDomain } from './view-domain.ts';

const administrator = agentWith('portal.settings');
const ifRevision = z.number().int().min(0).optional();
const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()).max(1_000).readonly(),
  z.null(),
]);

export const portalSettingsRouter = router({
  status: agentOnly.query(({ ctx }) => portalStatus(ctx)),
  get: agentOnly.query(({ ctx }) => getSettings(ctx)),
  set: administrator
    .input(z.strictObject({ settings: z.record(z.string().min(1).max(60), value), ifRevision }))
    .mutation(({ ctx, input }) => setSettings(ctx, input)),
  on: administrator.input(z.strictObject({ ifRevision })).mutation(({ ctx, input }) => switchOn(ctx, input)),
  off: administrator
    .input(z.strictObject({ ifRevision }))
    .mutation(({ ctx, input }) => switchOff(ctx, input)),
  domain: agentOnly.query(({ ctx }) => viewDomain(ctx)),
  verifyDomain: administrator.mutation(({ ctx }) => verifyDomain(ctx)),
  /** What the filter lets through, and what another one would; it changes nothing. */
  filterEffect: agentOnly
    .input(z.strictObject({ query: z.string().max(2_000).optional() }))
    .query(({ ctx, input }) => filterEffect(ctx, input.query)),
  filterFields: agentOnly.query(({ ctx }) => filterFields(ctx)),
});
