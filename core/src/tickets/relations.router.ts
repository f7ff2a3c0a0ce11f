/** What agents ask of a ticket's people and followers, and of the tickets that belong to it. */
import { z } from 'zod';
import { linkWishes } from '../link-kinds.ts';
import { agentWith, router } from '../trpc.ts';
import { ticketRef } from './access-ticket.ts';
import { followTicket, unfollowTicket } from './follow-ticket.ts';
import { requestId } from './request-id.ts';
import { resendReply } from './resend-reply.ts';
import { splitEffect } from './split-effect.ts';
import { messageRef, splitTicket } from './split-ticket.ts';
import { changeContacts, contactsEffect } from './ticket-contacts.ts';
import { linkTickets, unlinkTickets } from './ticket-links.ts';

const reader = agentWith('tickets.read');
const writer = agentWith('tickets.write');
const ifVersion = z.number().int().min(0).optional();
const addresses = z.array(z.string().max(320)).max(50).default([]);
const contactsWish = {
  ticket: ticketRef,
  add: addresses,
  remove: addresses,
  create: z.boolean().default(false),
};

const splitWish = { ticket: ticketRef, message: messageRef, subject: z.string().optional() };
const which = z.strictObject({ ticket: ticketRef, ifVersion });

export const relationsRouter = router({
  /** What `changeContacts` would do to who sees the ticket. Changes nothing. */
  contactsEffect: writer
    .input(z.strictObject(contactsWish))
    .query(({ ctx, input }) => contactsEffect(ctx, input)),
  /** Puts contacts on the ticket and takes contacts off, as one change; answers who would read a reply then. */
  changeContacts: writer
    .input(z.strictObject({ ...contactsWish, ifVersion }))
    .mutation(({ ctx, input }) => changeContacts(ctx, input)),
  /** `as` says what `ticket` is to `to`. */
  link: writer
    .input(
      z.strictObject({
        ticket: ticketRef,
        to: ticketRef,
        as: z.enum(linkWishes).default('related'),
        ifVersion,
      }),
    )
    .mutation(({ ctx, input }) => linkTickets(ctx, input)),
  unlink: writer
    .input(z.strictObject({ ticket: ticketRef, to: ticketRef, ifVersion }))
    .mutation(({ ctx, input }) => unlinkTickets(ctx, input)),
  /** What `split` would do to who sees what. Changes nothing. */
  splitEffect: writer.input(z.strictObject(splitWish)).query(({ ctx, input }) => splitEffect(ctx, input)),
  /** Answers the new ticket. */
  split: writer
    .input(z.strictObject({ ...splitWish, ifVersion }))
    .mutation(({ ctx, input }) => splitTicket(ctx, input)),
  /** Mails a reply once more; the same request id twice is one mail. */
  resend: writer
    .input(
      z.strictObject({
        ticket: ticketRef,
        message: messageRef,
        to: z.string().trim().min(1, 'must not be empty').max(320).optional(),
        requestId,
      }),
    )
    .mutation(({ ctx, input }) => resendReply(ctx, input)),
  follow: reader.input(which).mutation(({ ctx, input }) => followTicket(ctx, input)),
  unfollow: reader.input(which).mutation(({ ctx, input }) => unfollowTicket(ctx, input)),
});
