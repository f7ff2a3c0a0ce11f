/**
 * What surfaces know of the desk: one type, the way to it over HTTP, and what both sides say the same. Only hands on,
 * so that whoever takes a word from here does not load the client with it.
 */

export type { AuditPart } from './audit/check-audit.ts';
export type { AuditRow } from './audit/list-events.ts';
export { shortestPassword } from './auth/password-length.ts';
export type { BrandView } from './brand/brand.ts';
export type { Palette } from './brand/palette.ts';
export type { ContactExport } from './contacts/export-contact.ts';
export { displayText } from './display-text.ts';
export type { Erasure } from './erasure/erase-contact.ts';
export { type ErrorCode, outcomes } from './errors.ts';
export { sizeWords } from './files/size-words.ts';
export {
  type ClientSource,
  type Failure,
  failureOf,
  httpClient,
  mostCallsAtOnce,
  type Outputs,
  type PosternClient,
  sourceHeader,
} from './http-client.ts';
export type { ArticleHead, ArticleView } from './kb/article-views.ts';
export type { KbLinks } from './kb/kb-links.ts';
export type { PublicArticle, PublicArticleHead } from './kb/read-articles.ts';
export { type LinkedAs, linkWishes, linkWords } from './link-kinds.ts';
export type { Change } from './live/changes.ts';
export type { MarkedText } from './portal/found-words.ts';
export type { ListedTicket, MyTicket, MyTickets, MyTicketsRequest } from './portal/list-my-tickets.ts';
export type { TicketSort } from './portal/list-order.ts';
export type { PortalForm, PortalFormField } from './portal/portal-form.ts';
export type { KbOfPortal, Me, PreviewInfo } from './portal/portal-info.ts';
export type { TicketMark } from './portal/ticket-changes.ts';
export type { MyTicketView } from './portal/view-my-ticket.ts';
export type { FilePlan } from './portal-file/plan-file.ts';
export type { FilterField } from './portal-settings/filter-fields.ts';
export type { SettingView } from './portal-settings/get-settings.ts';
export type { PortalStatus } from './portal-settings/portal-status.ts';
export type { ReadinessItem } from './portal-settings/readiness.ts';
export type { OpenedPreview } from './preview/open-preview.ts';
export type { PreviewAt } from './preview/preview-at.ts';
export { type PriorityName, priorityNames } from './priorities.ts';
export type { MyProperty, PropertyView } from './properties/property-values.ts';
export {
  type Completion,
  completeQuery,
  type QueryNames,
  takeCompletion,
} from './query/complete-query.ts';
export { nearest } from './query/nearest.ts';
export { parseQuery } from './query/parse-query.ts';
export type { CustomerSees } from './sight/customer-sees.ts';
export type { SlackCard, SlackRoomView, SlackThreadEntry } from './slack/slack-views.ts';
export type { DmSubject } from './slack-rooms/direct-messages.ts';
export type { ParkedAs } from './slack-rooms/rooms.ts';
export { actionWords } from './snippets/action-words.ts';
export {
  expandSnippet,
  type SnippetValues,
  snippetVariables,
  unknownVariables,
} from './snippets/expand-snippet.ts';
export type { ReplyActions } from './snippets/reply-actions.ts';
export type { SnippetView } from './snippets/snippets.ts';
export type { HandOverSheet } from './standup/hand-over.ts';
export type { AttachmentView } from './tickets/attachments.ts';
export type { QueryExplained } from './tickets/explain-query.ts';
export { type Leak, leaksIn } from './tickets/leak-check.ts';
export { leakWords } from './tickets/leak-words.ts';
export { mentionsIn } from './tickets/mentions.ts';
export type { MergeEffect } from './tickets/merge-effect.ts';
export { mergeWords, named } from './tickets/merge-words.ts';
export type { TicketRefresh } from './tickets/refresh-ticket.ts';
export type { Delivery } from './tickets/reply-mails.ts';
export type { Resent } from './tickets/resend-reply.ts';
export type { PublicMessage, TimelineEntry } from './tickets/thread.ts';
export type { TicketAt } from './tickets/ticket-at.ts';
export type { ContactsEffect } from './tickets/ticket-contacts.ts';
export type { HistoryEvent } from './tickets/ticket-history.ts';
export type { TicketLink } from './tickets/ticket-links.ts';
export type { TicketHead } from './tickets/ticket-rows.ts';
export type { UploadView } from './tickets/upload-file.ts';
export type { TicketView } from './tickets/view-ticket.ts';
export type { SeerView } from './visibility/who-sees.ts';
