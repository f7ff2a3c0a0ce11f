/** What the desk's process is put together from. Surfaces take their types from `./client.ts`. */
export { apiSurface } from './api-surface.ts';
export { mintLaunchToken } from './auth/launch-token.ts';
export { requireGoodPassword } from './auth/password-rule.ts';
export { hashPassword } from './auth/passwords.ts';
export { type RotatedSecrets, rotateSecrets } from './auth/rotate-secrets.ts';
export type { Credential } from './auth/viewer-of.ts';
export * from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export {
  type Config,
  ConfigError,
  configVariables,
  isLoopback,
  loadConfig,
  publicUrlAdvice,
  type SlackConfig,
} from './config.ts';
export { type Core, inDeskTransaction, permissions, type Source, type Work } from './context.ts';
export { createCore, createLog } from './core.ts';
export { createAgent, createDesk, createPipelineAndInbox } from './desk/create-desk.ts';
export { readAgentWish, readDeskWish } from './desk/desk-wish.ts';
export { PosternError } from './errors.ts';
export { createFileStore } from './files/file-store.ts';
export {
  clientAddress,
  createHost,
  type Host,
  HostError,
  requireFreePort,
  type Surface,
} from './host.ts';
export { addArticle, type NewArticle } from './kb/create-article.ts';
export { recordEvent } from './live/record-event.ts';
export { type Anchor, verifyPart } from './live/verify-audit.ts';
export { localClient } from './local-client.ts';
export { mailDelivery } from './mail/mail-delivery.ts';
export { type SandboxMail, sandboxMails } from './mail/sandbox-mails.ts';
export { mailWarnings } from './outbox/no-mail-server.ts';
export { reservedSlugs, slugFault } from './portal-settings/slug.ts';
export { isSampleDesk, markAsSampleDesk } from './sample-mark.ts';
export type { SlackResult } from './slack/link-thread.ts';
export { type SlackConnection, slackConnection } from './slack/slack-state.ts';
export { type SlackPayload, slackPayload } from './slack-rooms/queue-to-slack.ts';
export type { Delivery, DeliveryOutcome, OutboxEntryView } from './worker/delivery.ts';
export { workerSurface } from './worker/worker.ts';
