/** The sample desk's extras: mails that would have been sent, and the Slack emulator's page. */
import {
  type Core,
  displayText,
  isLoopback,
  type SandboxMail,
  type Surface,
  sandboxMails,
} from '@postern/core';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { proxy } from 'hono/proxy';
import { sandboxStyle } from './sandbox-style.ts';

/**
 * Serves `/sandbox/…` to this machine alone. The addresses do not exist where others may reach the desk, by its
 * listener or by a public address, and not under another name that a page pointed at this machine (DNS rebinding).
 */
export function sandboxSurface(options: { core: Core; emulatorUrl: string | null }): Surface {
  const routes = new Hono();
  const { host, publicUrl } = options.core.config;
  if (!isLoopback(host) || !isLoopback(new URL(publicUrl).hostname)) return { name: 'sandbox', routes };

  routes.use('/sandbox/*', async (c, next) => {
    const asked = URL.parse(`http://${c.req.header('host') ?? ''}`)?.hostname ?? '';
    return isLoopback(asked) ? next() : c.notFound();
  });

  routes.get('/sandbox/style.css', (c) =>
    c.body(sandboxStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  routes.get('/sandbox/mail', async (c) => {
    const mails = await sandboxMails(options.core, 200);
    if (c.req.header('accept')?.includes('application/json')) return c.json({ items: mails });
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    return c.html(mailPage(mails, publicUrl));
  });
  if (options.emulatorUrl) {
    const emulator = options.emulatorUrl;
    routes.get('/sandbox/slack', (c) => c.redirect('/sandbox/slack/', 307));
    routes.all('/sandbox/slack/*', async (c) => {
      const { pathname, search } = new URL(c.req.url);
      const path = pathname.slice('/sandbox/slack'.length);
      // Only the page and its own calls pass through; the Web API is spoken to directly.
      if (path.startsWith('/api/')) return c.notFound();
      try {
        return await proxy(`${emulator}${path}${search}`, { ...c.req, headers: { ...c.req.header() } });
      } catch {
        return c.text('The stand-in for Slack does not answer. Stop the desk and start it again.', 502);
      }
    });
  }
  return { name: 'sandbox', routes };
}

function mailPage(mails: SandboxMail[], publicUrl: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mail · Postern sample desk</title><link rel="stylesheet" href="/sandbox/style.css">
</head>
<body>
<main>
<h1>Mails this desk would have sent</h1>
<p class="lead">The sample desk keeps its mails: its people do not exist. With <code>SMTP_URL</code> set, a desk of your own sends them.</p>
${mails.length === 0 ? html`<p>None yet. Answer a ticket, and look again.</p>` : ''}
${mails.map(
  (mail) => html`<article>
<h2>${displayText(mail.subject)}</h2>
<p class="meta">to ${displayText(mail.to.name)} &lt;${displayText(mail.to.address)}&gt; · <time datetime="${mail.at}">${mail.at.slice(0, 16).replace('T', ' ')} UTC</time></p>
<pre>${raw(linked(displayText(mail.text, { multiline: true }), publicUrl))}</pre>
</article>`,
)}
</main>
</body>
</html>`;
}

/** The text as HTML, with the desk's own addresses, and no others, made into links. */
function linked(text: string, publicUrl: string): string {
  const escapeHtml = (part: string) =>
    part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const address = new RegExp(`(${publicUrl.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')}/[A-Za-z0-9/_-]+)`);
  return text
    .split(address)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('');
}
