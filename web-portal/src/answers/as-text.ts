/** List and ticket as plain text, for people in terminals: the same fields as the JSON, safe to print. */
import { displayText, type MyTickets, type MyTicketView, type PublicArticleHead } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';
import { propertyText } from '../parts/properties.tsx';
import { statusWords } from '../parts/status.tsx';

const minute = (at: string) => `${at.slice(0, 16).replace('T', ' ')} UTC`;

/** One ticket a paragraph, and the address of the next page. */
export function listAsText(tickets: MyTickets, texts: Texts, nextAddress: string | null): string {
  const { columns } = texts.list;
  const paragraphs = tickets.items.map((ticket) =>
    [
      `#${ticket.number} ${displayText(ticket.subject)}`,
      `  ${columns.status}: ${statusWords(ticket, texts).join(' · ')}`,
      `  ${columns.created}: ${minute(ticket.createdAt)} ${texts.list.by(displayText(ticket.requester.name))}`,
      `  ${columns.lastActivity}: ${minute(ticket.lastActivityAt)}`,
    ].join('\n'),
  );
  if (nextAddress) paragraphs.push(`${texts.list.older}: ${nextAddress}`);
  return `${paragraphs.join('\n\n')}\n`;
}

/** The ticket's head and its thread, oldest first. */
export function ticketAsText(
  ticket: MyTicketView,
  texts: Texts,
  urlOf: (attachment: string) => string,
): string {
  const { columns } = texts.list;
  const head = [
    `#${ticket.number} ${displayText(ticket.subject)}`,
    `${columns.status}: ${statusWords(ticket, texts).join(' · ')}`,
    `${columns.created}: ${minute(ticket.createdAt)} ${texts.list.by(displayText(ticket.requester.name))}`,
    `${columns.lastActivity}: ${minute(ticket.lastActivityAt)}`,
    ...ticket.properties.map(
      (property) => `${displayText(property.label)}: ${propertyText(property, texts)}`,
    ),
  ].join('\n');
  const messages = ticket.messages.map((message) => {
    const author = message.author.kind === 'you' ? texts.ticket.you : displayText(message.author.name);
    const text = displayText(message.text, { multiline: true });
    const files = message.attachments.map(
      (file) =>
        `\n  ${texts.files.attachedTo}: ${displayText(file.fileName)} (${texts.files.size(file.bytes)}) ${urlOf(file.id)}`,
    );
    return `${author}, ${minute(message.at)}\n${text.replace(/^/gm, '  ')}${files.join('')}`;
  });
  return `${[head, ...messages].join('\n\n')}\n`;
}

/** One article a paragraph, with its address. */
export function articlesAsText(articles: PublicArticleHead[], addressOf: (slug: string) => string): string {
  const paragraphs = articles.map(({ slug, title, summary }) =>
    [displayText(title), summary && `  ${displayText(summary)}`, `  ${addressOf(slug)}`]
      .filter(Boolean)
      .join('\n'),
  );
  return `${paragraphs.join('\n\n')}\n`;
}
