/** The frame around every page: title, header with its links, one main part, footer. */

import { displayText } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';
import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Assets } from '../assets.ts';
import { type BrandLinks, brandLinks } from '../brand.ts';
import { Hidden } from '../parts/field.tsx';
import { PreviewBar, withFormsOff } from '../parts/preview-bar.tsx';
import { formToken, type Visit } from '../request/visit.ts';

/** Who is signed in, as the header shows them. */
export interface Me {
  name: string;
  email: string;
}

export interface PageFacts {
  /** Before the portal's title in the browser's tab. */
  title: string;
  status?: ContentfulStatusCode;
  /** Null on pages for people who are not signed in. */
  me: Me | null;
  /** Something on it must be put right first. */
  hasProblem?: boolean;
  /** Shows a thread, which the script keeps up to date. */
  hasThread?: boolean;
  /** Files can be chosen on it. */
  takesFiles?: boolean;
  /** A page of the knowledge base, which has a header of its own and may be found by search engines. */
  isKb?: boolean;
  /** Lists may be wider than texts. */
  isWide?: boolean;
}

/** A page of the portal. */
export async function page(visit: Visit, facts: PageFacts, content: Child): Promise<Response> {
  const { texts, portal, desk } = visit;
  const name = displayText(portal.title);
  const brand = brandLinks(portal.brand);
  const ofPage = facts.hasProblem ? texts.titleWithProblem(facts.title) : facts.title;
  const title = `${displayText(visit.preview ? texts.preview.title(ofPage) : ofPage)} · ${name}`;
  const body = (
    <>
      <a class="skip" href="#content">
        {texts.skipToContent}
      </a>
      <Header visit={visit} me={facts.me} name={name} logo={brand.logo} isKb={facts.isKb === true} />
      <main id="content" tabindex={-1} class={facts.isWide ? 'wide' : undefined}>
        {content}
      </main>
      {desk.showsPoweredBy !== false && brand.showsPoweredBy && <footer>{texts.poweredBy}</footer>}
    </>
  );
  return visit.c.html(
    shell(
      {
        texts,
        assets: desk.assets,
        title,
        brand,
        hasThread: facts.hasThread === true,
        takesFiles: facts.takesFiles === true,
        isPublic: facts.isKb === true,
      },
      visit.preview ? await asPreview(visit, body) : body,
    ),
    facts.status ?? 200,
  );
}

/** The page under its bar, with nothing in it that could be sent. */
async function asPreview(visit: Visit, body: Child): Promise<Child> {
  if (!visit.preview) return body;
  const markup = await (<>{body}</>).toString();
  return (
    <>
      <PreviewBar visit={visit} preview={visit.preview} />
      {raw(withFormsOff(markup, visit.texts))}
    </>
  );
}

function Header(props: {
  visit: Visit;
  me: Me | null;
  name: string;
  logo: BrandLinks['logo'];
  isKb: boolean;
}) {
  const { me, name, isKb } = props;
  const { texts, addresses } = props.visit;
  return (
    <header>
      <div class="inside">
        <a class="brand" href={isKb ? addresses.kb : addresses.list}>
          <Name name={name} logo={props.logo} />
        </a>
        <HeaderLinks visit={props.visit} me={me} name={name} isKb={isKb} />
        {me && (
          <form class="leave" method="post" action={addresses.signOut}>
            <span class="me" title={texts.signedInAs(displayText(me.name))}>
              <bdi>{displayText(me.name)}</bdi>
            </span>
            <Hidden name="formToken" value={formToken(props.visit)} />
            <button type="submit" class="plain">
              {texts.signOut}
            </button>
          </form>
        )}
      </div>
    </header>
  );
}

/** A wide logo has the name in it; a square one stands beside it, as the letter does where there is no logo. */
function Name({ name, logo }: { name: string; logo: BrandLinks['logo'] }) {
  if (logo && logo.width > 2 * logo.height) {
    return <img class="logo" src={logo.address} width={logo.width} height={logo.height} alt={name} />;
  }
  return (
    <>
      {logo ? (
        <img class="logo" src={logo.address} width={logo.width} height={logo.height} alt="" />
      ) : (
        <span class="mark" aria-hidden="true">
          {[...name][0]?.toUpperCase()}
        </span>
      )}
      <bdi>{name}</bdi>
    </>
  );
}

/** From the knowledge base to the portal and back; the portal's own links are for those who are signed in. */
function HeaderLinks(props: { visit: Visit; me: Me | null; name: string; isKb: boolean }) {
  const { texts, addresses, kb } = props.visit;
  const { me, name, isKb } = props;
  const toKb = !isKb && kb.isLinked;
  const toPortal = isKb && kb.showsPortal;
  const toForm = me !== null && props.visit.hasForm;
  if (!toForm && !toKb && !toPortal) return null;
  return (
    <nav aria-label={texts.portalLinks} class={toPortal && !me ? 'to-portal' : undefined}>
      {toKb && <a href={kb.url ?? addresses.kb}>{texts.kb.title}</a>}
      {toForm && <a href={addresses.newTicket}>{texts.file}</a>}
      {toPortal && <a href={addresses.list}>{texts.kb.goToPortal(name)}</a>}
    </nav>
  );
}

/** The document itself, for pages inside a portal and for those that may not even name one. */
export function shell(
  head: {
    texts: Texts;
    assets: Assets;
    title: string;
    brand?: BrandLinks;
    hasThread?: boolean;
    takesFiles?: boolean;
    isPublic?: boolean;
  },
  body: Child,
) {
  const { texts, assets, title, brand, hasThread, takesFiles } = head;
  const icon = brand?.favicon ?? { address: assets.icon, type: 'image/svg+xml' };
  return html`<!DOCTYPE html>
<html lang="${texts.language}" dir="${texts.direction}" data-locale="${texts.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${
  head.isPublic
    ? ''
    : html`<meta name="robots" content="noindex">
`
}<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="stylesheet" href="${assets.stylesheet}">
${
  brand?.stylesheet
    ? html`<link rel="stylesheet" href="${brand.stylesheet}">
`
    : ''
}<link rel="icon" href="${icon.address}" type="${icon.type}">
<script src="${assets.script}" defer></script>
${hasThread ? html`<script src="${assets.ticketScript}" defer></script>` : ''}
${takesFiles ? html`<script src="${assets.filesScript}" defer></script>` : ''}
</head>
<body>${body}</body>
</html>
`;
}
