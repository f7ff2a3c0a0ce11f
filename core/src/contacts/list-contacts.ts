/** The desk's contacts, all or those that a query finds. */
import type { AgentContext } from '../context.ts';
import { searchContacts } from './contact-filter.ts';
import { type ContactOrder, type ContactPage, pageOfContacts } from './contact-rows.ts';

/** One page. Throws `BAD_QUERY` naming the first thing it cannot understand. */
export function listContacts(
  ctx: AgentContext,
  request: { query: string; order: ContactOrder; limit: number; cursor?: string | undefined },
): Promise<ContactPage> {
  const condition = searchContacts(request.query, ctx.core.clock.now());
  return pageOfContacts(ctx.core.db.read, { ...request, condition });
}
