/** Pages for when there is nothing else to show: not found, switched off, failed. */

import type { Texts } from '@postern/core/texts';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { failureAsJson } from '../answers/as-json.ts';
import type { PortalDesk } from '../desk.ts';
import type { Visit } from '../request/visit.ts';
import { wantedKind } from '../request/wanted-kind.ts';
import { type Me, page, shell } from './page.tsx';

/** One page for a ticket that is not there and for one that is somebody else's; they differ in nothing. */
export function ticketNotFoundPage(visit: Visit, facts: { me: Me; number: string }): Promise<Response> {
  const { texts } = visit;
  return lonePage(visit, {
    status: 404,
    me: facts.me,
    title: texts.notFound.title,
    heading: texts.notFound.ticket(facts.number),
    sentences: [texts.notFound.ticketHint],
  });
}

/** One answer for a file that is not there and for one of a ticket that is somebody else's. */
export async function fileNotFoundPage(visit: Visit, facts: { me: Me }): Promise<Response> {
  const { texts, c } = visit;
  const message = texts.failures.ATTACHMENT_NOT_FOUND({});
  const kind = wantedKind(c);
  if (kind === 'json')
    return c.json(failureAsJson({ code: 'ATTACHMENT_NOT_FOUND', requestId: '' }, message), 404);
  if (kind === 'text') return c.text(`${message}\n`, 404);
  return lonePage(visit, {
    status: 404,
    me: facts.me,
    title: texts.notFound.title,
    heading: message,
    sentences: [texts.notFound.fileHint],
  });
}

/** An address inside a portal where nothing is. */
export async function pageNotFoundPage(visit: Visit): Promise<Response> {
  const { texts, c } = visit;
  const kind = wantedKind(c);
  if (kind === 'json')
    return c.json(failureAsJson({ code: 'PAGE_NOT_FOUND', requestId: '' }, texts.notFound.page), 404);
  if (kind === 'text') return c.text(`${texts.notFound.page}\n`, 404);
  return lonePage(visit, {
    status: 404,
    me: null,
    title: texts.notFound.title,
    heading: texts.notFound.page,
    sentences: [texts.notFound.pageHint],
  });
}

/** A page with a heading, some sentences, what was typed if anything was, and the way to the list. */
export function lonePage(
  visit: Visit,
  facts: {
    status: ContentfulStatusCode;
    me: Me | null;
    title: string;
    heading: string;
    sentences: string[];
    typed?: string;
    /** The way on; to the list unless it is another. */
    onward?: { href: string; text: string };
    isKb?: boolean;
  },
): Promise<Response> {
  const { texts, addresses } = visit;
  const onward = facts.onward ?? { href: addresses.list, text: texts.notFound.toList };
  return page(
    visit,
    { title: facts.title, status: facts.status, me: facts.me, ...(facts.isKb && { isKb: true }) },
    <div class="panel">
      <h1>{facts.heading}</h1>
      {facts.sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
      {facts.typed && <KeptText text={facts.typed} texts={texts} />}
      <div class="actions">
        <a class="button" href={onward.href}>
          {onward.text}
        </a>
      </div>
    </div>,
  );
}

/** The portal is off: no title, no name, no data; only what this person has just typed. */
export async function offPage(c: Context, desk: PortalDesk, texts: Texts, typed?: string): Promise<Response> {
  return barePage(c, desk, texts, {
    status: 503,
    heading: texts.problem.off,
    sentences: [texts.problem.offHint],
    ...(typed && { typed }),
  });
}

/** A page that names no portal. */
export async function barePage(
  c: Context,
  desk: PortalDesk,
  texts: Texts,
  facts: { status: ContentfulStatusCode; heading: string; sentences: string[]; typed?: string },
): Promise<Response> {
  return c.html(
    shell(
      { texts, assets: desk.assets, title: facts.heading },
      <main id="content" class="bare">
        <div class="panel">
          <h1>{facts.heading}</h1>
          {facts.sentences.map((sentence) => (
            <p>{sentence}</p>
          ))}
          {facts.typed && <KeptText text={facts.typed} texts={texts} />}
        </div>
      </main>,
    ),
    facts.status,
  );
}

/** All that was typed into a form, as one text to copy. */
export function writtenText(typed: { subject: string; message: string }): string {
  return [typed.subject, typed.message].filter(Boolean).join('\n\n');
}

function KeptText(props: { text: string; texts: Texts }) {
  return (
    <div class="field">
      <label for="kept">{props.texts.problem.kept}</label>
      <textarea id="kept" rows={8} readonly dir="auto">{`\n${props.text}`}</textarea>
    </div>
  );
}
