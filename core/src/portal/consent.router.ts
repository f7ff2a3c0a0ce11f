/** The wording that a domain's customers accept, for those who write it. */
import { z } from 'zod';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { setConsent, showConsent } from './set-consent.ts';

const domain = z.string().min(1).max(260).optional();

export const consentRouter = router({
  show: agentOnly
    .input(z.strictObject({ domain }).default({}))
    .query(({ ctx, input }) => showConsent(ctx.core, input.domain)),
  set: agentWith('portal.settings')
    .input(
      z.strictObject({
        domain,
        /** Null says that nothing has to be accepted. */
        text: z.string().nullable(),
        label: z.string().optional(),
      }),
    )
    .mutation(({ ctx, input }) => setConsent(ctx, input)),
});
