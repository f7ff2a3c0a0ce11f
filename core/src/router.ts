/** Every procedure of the desk, by room. */
import { auditRouter } from './audit/audit.router.ts';
import { agentsRouter } from './auth/agents.router.ts';
import { authRouter } from './auth/auth.router.ts';
import { contactsRouter } from './contacts/contacts.router.ts';
import { listsRouter } from './contacts/lists.router.ts';
import { organizationsRouter } from './contacts/organizations.router.ts';
import { draftsRouter } from './drafts/drafts.router.ts';
import { formsRouter } from './forms/forms.router.ts';
import { guardRouter } from './guard/guard.router.ts';
import { inboxesRouter } from './inboxes/inboxes.router.ts';
import { kbRouter } from './kb/kb.router.ts';
import { liveRouter } from './live/live.router.ts';
import { consentRouter } from './portal/consent.router.ts';
import { portalRouter } from './portal/portal.router.ts';
import { portalFileRouter } from './portal-file/portal-file.router.ts';
import { portalSettingsRouter } from './portal-settings/portal-settings.router.ts';
import { previewRouter } from './preview/preview.router.ts';
import { propertiesRouter } from './properties/properties.router.ts';
import { sightRouter } from './sight/sight.router.ts';
import { slackRouter } from './slack/slack.router.ts';
import { slackSettingsRouter } from './slack/slack-settings.router.ts';
import { snippetsRouter } from './snippets/snippets.router.ts';
import { standupRouter } from './standup/standup.router.ts';
import { teamsRouter } from './teams/teams.router.ts';
import { binRouter } from './tickets/bin.router.ts';
import { heldRouter } from './tickets/held.router.ts';
import { relationsRouter } from './tickets/relations.router.ts';
import { ticketsRouter } from './tickets/tickets.router.ts';
import { mergeRouters, router } from './trpc.ts';
import { viewsRouter } from './views/views.router.ts';
import { outboxRouter } from './worker/outbox.router.ts';

export const appRouter = router({
  auth: authRouter,
  agents: agentsRouter,
  contacts: contactsRouter,
  organizations: organizationsRouter,
  lists: listsRouter,
  tickets: mergeRouters(ticketsRouter, relationsRouter, binRouter, heldRouter, sightRouter),
  outbox: outboxRouter,
  drafts: draftsRouter,
  views: viewsRouter,
  properties: propertiesRouter,
  inboxes: inboxesRouter,
  forms: formsRouter,
  portal: portalRouter,
  portalFile: portalFileRouter,
  preview: previewRouter,
  portalSettings: portalSettingsRouter,
  consent: consentRouter,
  kb: kbRouter,
  snippets: snippetsRouter,
  guard: guardRouter,
  teams: teamsRouter,
  slack: slackRouter,
  slackSettings: slackSettingsRouter,
  live: liveRouter,
  audit: auditRouter,
  standup: standupRouter,
});

export type AppRouter = typeof appRouter;
