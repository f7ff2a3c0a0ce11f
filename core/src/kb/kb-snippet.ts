/** What to paste into a knowledge base elsewhere, so that it leads to the portal. */
import type { AgentContext } from '../context.ts';
import { readKbHome } from './kb-home.ts';

export interface KbSnippet {
  html: string;
  /** Whether the pasted link shows: the portal is on and the switch "show portal" too. */
  isShown: boolean;
}

/**
 * A link that works without scripts, and a script of the portal's that keeps its text right. Remove the style to
 * place the link yourself.
 */
export async function kbSnippet(ctx: AgentContext): Promise<KbSnippet> {
  const { portal, domain } = await readKbHome(ctx.core.db.read);
  const address = `${ctx.core.config.publicUrl}/${portal.slug}`;
  const text = `Go to ${portal.title}`;
  return {
    html: [
      `<a class="postern-portal-link" href="${escaped(address)}" style="${kbLinkStyle}">${escaped(text)}</a>`,
      `<script async src="${escaped(address)}/kb-link.js"></script>`,
      '',
    ].join('\n'),
    isShown: portal.enabled && domain?.kbShowsPortal === true,
  };
}

/** Top right, or top left where one reads from the right. */
const kbLinkStyle = 'position:absolute;inset-block-start:16px;inset-inline-end:16px';

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
