/** List and ticket as JSON: field by field as the README promises, so that nothing else can slip in. */
import type {
  Failure,
  MyTicket,
  MyTickets,
  MyTicketView,
  PublicArticle,
  PublicArticleHead,
} from '@postern/core/client';

const ticketFields = (ticket: MyTicket) => ({
  number: ticket.number,
  subject: ticket.subject,
  status: ticket.status,
  statusLabel: ticket.statusLabel,
  createdAt: ticket.createdAt,
  lastActivityAt: ticket.lastActivityAt,
  requester: { name: ticket.requester.name },
});

export function listAsJson(tickets: MyTickets) {
  return { items: tickets.items.map(ticketFields), nextCursor: tickets.nextCursor };
}

/** `urlOf` makes the address of a file. */
export function ticketAsJson(ticket: MyTicketView, urlOf: (attachment: string) => string) {
  return {
    ...ticketFields(ticket),
    properties: ticket.properties.map(({ label, value }) => ({ label, value })),
    messages: ticket.messages.map(({ id, at, author, channel, text, attachments }) => ({
      id,
      at,
      author: { kind: author.kind, name: author.name },
      channel,
      text,
      attachments: attachments.map((file) => ({
        id: file.id,
        fileName: file.fileName,
        bytes: file.bytes,
        mediaType: file.mediaType,
        url: urlOf(file.id),
      })),
    })),
  };
}

export function articlesAsJson(articles: PublicArticleHead[]) {
  return {
    items: articles.map(({ slug, title, summary, updatedAt }) => ({ slug, title, summary, updatedAt })),
    nextCursor: null,
  };
}

export function articleAsJson({ slug, title, body, updatedAt }: PublicArticle) {
  return { slug, title, body, updatedAt };
}

/** A refusal, in the shape that `postern --json` uses. The reference is there only when somebody must look it up. */
export function failureAsJson(
  failure: { code: Failure['code'] | 'PAGE_NOT_FOUND'; requestId: string },
  message: string,
) {
  const { code, requestId } = failure;
  return { error: { code, message, ...(code === 'INTERNAL' && { requestId }) } };
}
