/** What the bot asks for somebody in Slack who wants to read, as parts of the Slack router. */
import { z } from 'zod';
import { dmSubject } from '../slack-rooms/direct-messages.ts';
import { ticketRef } from '../tickets/access-ticket.ts';
import { slackOnly } from '../trpc.ts';
import { findAsAgent, newestChange, showToAgent, slackHome } from './ask-as-agent.ts';
import { dmView } from './dm-views.ts';

const id = z.string().min(1).max(64);
const person = { teamId: id, userId: id };

export const askProcedures = {
  find: slackOnly
    .input(
      z.strictObject({
        ...person,
        query: z.string().max(2_000, 'is too long: at most 2,000 characters'),
        limit: z.number().int().min(1).max(50),
      }),
    )
    .query(({ ctx, input }) => findAsAgent(ctx, input)),
  show: slackOnly
    .input(z.strictObject({ ...person, ticket: ticketRef, channelId: id.nullable() }))
    .query(({ ctx, input }) => showToAgent(ctx, input)),
  home: slackOnly
    .input(
      z.strictObject({
        ...person,
        list: z.enum(['mine', 'unclaimed', 'snoozed']),
        limit: z.number().int().min(1).max(50),
        cursor: z.string().max(200).optional(),
      }),
    )
    .query(({ ctx, input }) => slackHome(ctx, input)),
  /** What a direct message says now; null for nothing. */
  dm: slackOnly
    .input(z.strictObject({ agentId: id, subject: dmSubject }))
    .query(({ ctx, input }) => dmView(ctx, input)),
  /** For knowing whether anything changed. */
  newestChange: slackOnly.query(({ ctx }) => newestChange(ctx)),
};
