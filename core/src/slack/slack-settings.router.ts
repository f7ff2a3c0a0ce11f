/** What whoever manages the desk's channels asks of Slack. */
import { z } from 'zod';
import { optionalSubjects } from '../slack-rooms/direct-messages.ts';
import { requestId } from '../tickets/request-id.ts';
import { agentOnly, agentWithEverywhere, router } from '../trpc.ts';
import { checkTokens, slackSetup } from './connect-app.ts';
import { setDigest, setNotice } from './digest-hour.ts';
import { mintLinkCode } from './link-codes.ts';
import { addRoute, listRoutes, removeRoute, setRoom } from './routes.ts';
import { importState, startImport } from './slack-imports.ts';
import { setStrict, slackDelay, slackStatus } from './slack-state.ts';

const manager = agentWithEverywhere('channels.manage');
const room = z.string().trim().min(1, 'must not be empty').max(100, 'is too long');
const token = z.string().trim().min(1).max(500);
const choice = z.boolean().optional();

export const slackSettingsRouter = router({
  status: agentOnly.query(({ ctx }) => slackStatus(ctx)),
  /** The part of it that agents are shown unasked. */
  delay: agentOnly.query(({ ctx }) => slackDelay(ctx)),
  routes: agentOnly.query(async ({ ctx }) => ({ items: await listRoutes(ctx), nextCursor: null })),
  addRoute: manager
    .input(z.strictObject({ room, query: z.string().max(1_000) }))
    .mutation(({ ctx, input }) => addRoute(ctx, input)),
  removeRoute: manager
    .input(
      z.strictObject({
        route: z.string().regex(/^srt_[0-9a-z]{1,60}$/, 'must be an id as postern slack route list shows it'),
      }),
    )
    .mutation(({ ctx, input }) => removeRoute(ctx, input.route)),
  setRoom: manager
    .input(
      z.strictObject({
        room,
        isFallback: choice,
        isConfidential: choice,
        takesReplies: choice,
        allowsGuests: choice,
        keepsStrangers: choice,
      }),
    )
    .mutation(({ ctx, input }) => setRoom(ctx, input)),
  setStrict: manager
    .input(z.strictObject({ isStrict: z.boolean() }))
    .mutation(({ ctx, input }) => setStrict(ctx, input.isStrict)),
  /** For making the app in Slack. */
  setup: manager.query(({ ctx }) => slackSetup(ctx)),
  /** Asks Slack, and changes nothing. */
  checkTokens: manager
    .input(z.strictObject({ botToken: token.optional(), appToken: token.optional() }))
    .mutation(({ ctx, input }) => checkTokens(ctx, input)),
  startImport: manager
    .input(
      z.strictObject({
        channel: room,
        since: z.iso.datetime(),
        isDryRun: z.boolean(),
        from: z.string().max(320).optional(),
        inbox: z.string().max(200).optional(),
        stage: z.string().max(200).optional(),
        takesSubjects: z.boolean().default(false),
        requestId,
      }),
    )
    .mutation(({ ctx, input }) => startImport(ctx, { ...input, since: new Date(input.since) })),
  importState: manager
    .input(z.strictObject({ id: z.string().regex(/^sim_[0-9a-z]{1,60}$/) }))
    .query(({ ctx, input }) => importState(ctx, input.id)),
  linkCode: agentOnly.mutation(({ ctx }) => mintLinkCode(ctx)),
  setNotice: agentOnly
    .input(z.strictObject({ about: z.enum(optionalSubjects), isOn: z.boolean() }))
    .mutation(({ ctx, input }) => setNotice(ctx, input)),
  setDigest: agentOnly
    .input(z.strictObject({ hour: z.number().int().min(0).max(23).nullable() }))
    .mutation(({ ctx, input }) => setDigest(ctx, input.hour)),
});
