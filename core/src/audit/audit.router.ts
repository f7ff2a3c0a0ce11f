/** What agents with `audit.read` ask of the audit trail. */
import { z } from 'zod';
import { ticketRef } from '../tickets/access-ticket.ts';
import { agentWith, router } from '../trpc.ts';
import { checkAudit } from './check-audit.ts';
import { listEvents } from './list-events.ts';

const reader = agentWith('audit.read');
const moment = z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-11-03T09:00:00Z' });
const anchor = z.strictObject({
  seq: z.number().int().positive().max(2_147_483_647),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 signs of 0-9 and a-f'),
});

export const auditRouter = router({
  list: reader
    .input(
      z.strictObject({
        ticket: ticketRef.optional(),
        actor: z.string().trim().min(1, 'must not be empty').max(320, 'is too long').optional(),
        action: z.string().trim().min(1, 'must not be empty').max(100, 'is too long').optional(),
        since: moment.optional(),
        until: moment.optional(),
        limit: z.number().int().min(1).max(500).default(50),
        cursor: z
          .string()
          .regex(/^\d{1,15}\.\d{1,10}$/, 'is not a cursor of the audit trail')
          .optional(),
      }),
    )
    .query(({ ctx, input }) => listEvents(ctx, input)),
  /** One part after the other: `after` is the `last` of the part before. */
  verify: reader
    .input(z.strictObject({ after: anchor.optional(), against: anchor.optional() }))
    .query(({ ctx, input }) => checkAudit(ctx, input)),
});
