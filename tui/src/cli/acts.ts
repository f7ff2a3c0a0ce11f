/** What each verb does, loaded only when it is called: no verb pays for the start of another. */
import type { Args } from './flags.ts';
import type { Session } from './session.ts';

/** Answers the exit code, 0 when it answers nothing. */
export type Act = (session: Session, args: Args) => Promise<number | undefined>;

/** By the words of the verb. */
export const acts = {
  '': () => import('./verbs/inbox.ts'),
  'auth login': () => import('./verbs/auth-login.ts'),
  'auth logout': () => import('./verbs/auth-logout.ts'),
  'auth status': () => import('./verbs/auth-status.ts'),
  'auth token create': () => import('./verbs/auth-token-create.ts'),
  'auth token list': () => import('./verbs/auth-token-list.ts'),
  'auth token revoke': () => import('./verbs/auth-token-revoke.ts'),
  'ticket list': () => import('./verbs/ticket-list.ts'),
  'ticket view': () => import('./verbs/ticket-view.ts'),
  'ticket create': () => import('./verbs/ticket-create.ts'),
  'ticket reply': () => import('./verbs/ticket-reply.ts'),
  'ticket note': () => import('./verbs/ticket-note.ts'),
  'ticket assign': () => import('./verbs/ticket-assign.ts'),
  'ticket close': () => import('./verbs/ticket-close.ts'),
  'ticket reopen': () => import('./verbs/ticket-reopen.ts'),
  'ticket why': () => import('./verbs/ticket-why.ts'),
  'ticket who': () => import('./verbs/ticket-who.ts'),
  'contact list': () => import('./verbs/contact-list.ts'),
  'contact view': () => import('./verbs/contact-view.ts'),
  'contact create': () => import('./verbs/contact-create.ts'),
  'contact edit': () => import('./verbs/contact-edit.ts'),
  'org list': () => import('./verbs/org-list.ts'),
  'org view': () => import('./verbs/org-view.ts'),
  'org create': () => import('./verbs/org-create.ts'),
  'org edit': () => import('./verbs/org-edit.ts'),
  'list list': () => import('./verbs/list-list.ts'),
  'list view': () => import('./verbs/list-view.ts'),
  'list create': () => import('./verbs/list-create.ts'),
  'list edit': () => import('./verbs/list-edit.ts'),
  'list add': () => import('./verbs/list-add.ts'),
  'list remove': () => import('./verbs/list-remove.ts'),
  'list delete': () => import('./verbs/list-delete.ts'),
  'agent list': () => import('./verbs/agent-list.ts'),
  'agent grant': () => import('./verbs/agent-grant.ts'),
  'agent revoke': () => import('./verbs/agent-revoke.ts'),
  'portal status': () => import('./verbs/portal-status.ts'),
  'portal on': () => import('./verbs/portal-on.ts'),
  'portal off': () => import('./verbs/portal-off.ts'),
  'portal get': () => import('./verbs/portal-get.ts'),
  'portal set': () => import('./verbs/portal-set.ts'),
  'portal filter': () => import('./verbs/portal-filter.ts'),
  'portal open': () => import('./verbs/portal-open.ts'),
  'portal domain show': () => import('./verbs/portal-domain-show.ts'),
  'portal domain connect': () => import('./verbs/portal-domain-connect.ts'),
  'portal domain verify': () => import('./verbs/portal-domain-verify.ts'),
  'portal domain set': () => import('./verbs/portal-domain-set.ts'),
  api: () => import('./verbs/api.ts'),
  help: () => import('./verbs/help.ts'),
  completion: () => import('./verbs/completion.ts'),
} as const satisfies Record<string, () => Promise<{ act: Act }>>;

export type VerbName = keyof typeof acts;
