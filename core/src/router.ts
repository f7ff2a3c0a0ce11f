/** Every procedure of the desk, by room. */
import { authRouter } from './auth/auth.router.ts';
import { liveRouter } from './live/live.router.ts';
import { portalRouter } from './portal/portal.router.ts';
import { sightRouter } from './sight/sight.router.ts';
import { slackRouter } from './slack/slack.router.ts';
import { ticketsRouter } from './tickets/tickets.router.ts';
import { mergeRouters, router } from './trpc.ts';

export const appRouter = router({
  auth: authRouter,
  tickets: mergeRouters(ticketsRouter, sightRouter),
  portal: portalRouter,
  slack: slackRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
