/** How customers come in before they are signed in, and what they accept once they are. Part of `portal.…`. */
import { z } from 'zod';
import { requestNewPassword } from '../auth/request-new-password.ts';
import { registrationForm, requestRegistration } from '../auth/request-registration.ts';
import { setPassword, showLink } from '../auth/set-password.ts';
import { contactAtDoor, procedure } from '../trpc.ts';
import { acceptNotice, noticeFor } from './accept-consent.ts';

const slug = z.string().min(1).max(60);
const address = z.string().max(64).optional();
const wording = z.string().max(64);
const link = {
  slug,
  purpose: z.enum(['REGISTER', 'INVITE', 'RESET']),
  link: z.string().min(1).max(100),
};

export const entryProcedures = {
  registration: procedure
    .input(z.strictObject({ slug }))
    .query(({ ctx, input }) => registrationForm(ctx, input.slug)),
  register: procedure
    .input(
      z.strictObject({
        slug,
        name: z.string().max(1_000),
        email: z.string().max(1_000),
        acceptedWording: wording.optional(),
        address,
      }),
    )
    .mutation(({ ctx, input }) => requestRegistration(ctx, input)),
  forgot: procedure
    .input(z.strictObject({ slug, email: z.string().max(1_000), address }))
    .mutation(({ ctx, input }) => requestNewPassword(ctx, input)),
  /** Opening a link in a mail. It uses nothing up: link scanners open it too. */
  link: procedure.input(z.strictObject(link)).query(({ ctx, input }) => showLink(ctx, input)),
  setPassword: procedure
    .input(z.strictObject({ ...link, password: z.string().max(4_096) }))
    .mutation(({ ctx, input }) => setPassword(ctx, input)),
  notice: contactAtDoor.query(({ ctx }) => noticeFor(ctx)),
  acceptNotice: contactAtDoor
    .input(z.strictObject({ wording }))
    .mutation(({ ctx, input }) => acceptNotice(ctx, input.wording)),
};
