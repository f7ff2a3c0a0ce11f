/** The stream of changes, over server-sent events or inside the process. */
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { agentWith, refusable, router } from '../trpc.ts';
import { changesSince } from './changes.ts';

export const liveRouter = router({
  /** `lastEventId` is the `seq` of the last change received; the client sends it again after a cut. */
  changes: agentWith('tickets.read')
    .input(
      z
        .strictObject({
          lastEventId: z
            .string()
            .regex(/^\d{1,15}$/)
            .nullish(),
        })
        .optional(),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const since = input?.lastEventId ? Number(input.lastEventId) : null;
      const changes = refusable(changesSince(ctx, since, signal));
      for await (const change of changes) yield tracked(String(change.seq), change);
    }),
});
