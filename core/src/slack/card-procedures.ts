/** What a card's buttons, menus and dialogs do, as parts of the Slack router: each as the agent who pressed. */
import { z } from 'zod';
import type { Context, SlackViewer } from '../context.ts';
import { priorityNames } from '../priorities.ts';
import { ticketRef } from '../tickets/access-ticket.ts';
import { assignTicket, claimTicket, releaseTicket } from '../tickets/assign-ticket.ts';
import { closeTicket } from '../tickets/close-ticket.ts';
import { deleteTicket } from '../tickets/delete-ticket.ts';
import { mergeEffect } from '../tickets/merge-effect.ts';
import { mergeTicket } from '../tickets/merge-ticket.ts';
import { reopenTicket } from '../tickets/reopen-ticket.ts';
import { setPriority } from '../tickets/set-priority.ts';
import { snoozeTicket, wakeTicket } from '../tickets/snooze-ticket.ts';
import { slackOnly } from '../trpc.ts';
import { binnedCard } from './binned-card.ts';
import { offeredAgents, offeredTickets, slackTicket } from './card-choices.ts';
import { takePress } from './clicks.ts';
import { asSlackAgent, type SlackIdentity } from './slack-people.ts';
import { snoozeChoices, snoozeMoment } from './snooze-times.ts';

const id = z.string().min(1).max(64);
const person = { teamId: id, userId: id };
const onTicket = { ...person, ticket: ticketRef };
const typed = z.string().max(500);

/** Splits who asks from what is asked, and makes the request that agent's own. */
async function asked<T extends SlackIdentity>(ctx: Context<SlackViewer>, { teamId, userId, ...wish }: T) {
  return { agent: await asSlackAgent(ctx, { teamId, userId }), wish };
}

export const cardProcedures = {
  takePress: slackOnly
    .input(
      z.strictObject({
        ...person,
        on: id,
        actionId: z.string().min(1).max(255),
        actionTs: z.string().max(64),
      }),
    )
    .mutation(({ ctx, input }) => takePress(ctx, input)),
  ticket: slackOnly.input(z.strictObject(onTicket)).query(({ ctx, input }) => slackTicket(ctx, input)),
  offeredAgents: slackOnly
    .input(z.strictObject({ ...person, typed }))
    .query(({ ctx, input }) => offeredAgents(ctx, input)),
  offeredTickets: slackOnly
    .input(z.strictObject({ ...onTicket, typed }))
    .query(({ ctx, input }) => offeredTickets(ctx, input)),
  claim: slackOnly.input(z.strictObject(onTicket)).mutation(async ({ ctx, input }) => {
    const { agent, wish } = await asked(ctx, input);
    return claimTicket(agent, wish);
  }),
  release: slackOnly.input(z.strictObject(onTicket)).mutation(async ({ ctx, input }) => {
    const { agent, wish } = await asked(ctx, input);
    return releaseTicket(agent, wish);
  }),
  close: slackOnly.input(z.strictObject(onTicket)).mutation(async ({ ctx, input }) => {
    const { agent, wish } = await asked(ctx, input);
    return closeTicket(agent, wish);
  }),
  reopen: slackOnly.input(z.strictObject(onTicket)).mutation(async ({ ctx, input }) => {
    const { agent, wish } = await asked(ctx, input);
    return reopenTicket(agent, wish);
  }),
  snooze: slackOnly
    .input(z.strictObject({ ...onTicket, until: z.enum(snoozeChoices), timeZone: z.string().max(100) }))
    .mutation(async ({ ctx, input }) => {
      const { agent, wish } = await asked(ctx, input);
      const until = snoozeMoment(wish.until, ctx.core.clock.now(), wish.timeZone);
      return snoozeTicket(agent, { ticket: wish.ticket, until: until?.toISOString() ?? null });
    }),
  wake: slackOnly.input(z.strictObject(onTicket)).mutation(async ({ ctx, input }) => {
    const { agent, wish } = await asked(ctx, input);
    return wakeTicket(agent, wish);
  }),
  /** Null gives it to nobody. */
  assign: slackOnly
    .input(z.strictObject({ ...onTicket, toAgentId: id.nullable() }))
    .mutation(async ({ ctx, input }) => {
      const { agent, wish } = await asked(ctx, input);
      const to = wish.toAgentId
        ? await ctx.core.db.read.agent.findUnique({ where: { id: wish.toAgentId }, select: { email: true } })
        : null;
      return assignTicket(agent, { ticket: wish.ticket, to: to?.email ?? wish.toAgentId ?? 'none' });
    }),
  setPriority: slackOnly
    .input(z.strictObject({ ...onTicket, to: z.enum(priorityNames) }))
    .mutation(async ({ ctx, input }) => {
      const { agent, wish } = await asked(ctx, input);
      return setPriority(agent, wish);
    }),
  /** What `merge` would do to who sees what. Changes nothing. */
  mergeEffect: slackOnly
    .input(z.strictObject({ ...onTicket, into: ticketRef }))
    .query(async ({ ctx, input }) => {
      const { agent, wish } = await asked(ctx, input);
      return mergeEffect(agent, wish);
    }),
  merge: slackOnly
    .input(z.strictObject({ ...onTicket, into: ticketRef }))
    .mutation(async ({ ctx, input }) => {
      const { agent, wish } = await asked(ctx, input);
      return mergeTicket(agent, wish);
    }),
  toBin: slackOnly.input(z.strictObject(onTicket)).mutation(async ({ ctx, input }) => {
    const { agent, wish } = await asked(ctx, input);
    return deleteTicket(agent, wish);
  }),
  /** What is left to show of a ticket in the bin. */
  binned: slackOnly
    .input(z.strictObject({ ticketId: id, roomId: id.nullable() }))
    .query(({ ctx, input }) => binnedCard(ctx.core, input)),
};
