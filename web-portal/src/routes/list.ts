/** `GET /{slug}`: the list of tickets, as a page, JSON or text. */
import { failureOf } from '@postern/core/client';
import { listAsJson } from '../answers/as-json.ts';
import { listAsText } from '../answers/as-text.ts';
import { type ListQuery, listAddress, listPage } from '../pages/list.tsx';
import { signedIn, type Visit } from '../request/visit.ts';
import { wantedKind } from '../request/wanted-kind.ts';

// What the desk takes.
const longestSearch = 200;

export async function getList(visit: Visit): Promise<Response> {
  const query = readQuery(visit);
  if (query.search.length > longestSearch && wantedKind(visit.c) === 'html') {
    const me = await signedIn(visit);
    const searchProblem = visit.texts.list.searchTooLong;
    return listPage(visit, { me, query, tickets: null, searchProblem });
  }
  const { search, status, cursor } = query;
  const asked = visit.client.portal.tickets.query({ search, status, ...(cursor && { cursor }) });
  if (wantedKind(visit.c) === 'json') return visit.c.json(listAsJson(await asked));
  if (wantedKind(visit.c) === 'text') {
    const tickets = await asked;
    const next =
      tickets.nextCursor && listAddress(visit.addresses.list, { ...query, cursor: tickets.nextCursor });
    return visit.c.text(listAsText(tickets, visit.texts, next && visit.desk.publicUrl + next));
  }
  try {
    const [me, tickets] = await Promise.all([signedIn(visit), asked]);
    return await listPage(visit, { me, query, tickets });
  } catch (error) {
    // An old or mangled address of a later page: its list from the start is what was wanted.
    if (cursor && failureOf(error).code === 'BAD_INPUT')
      return visit.c.redirect(listAddress(visit.addresses.list, { ...query, cursor: null }), 303);
    throw error;
  }
}

function readQuery(visit: Visit): ListQuery {
  const status = visit.c.req.query('status');
  return {
    search: (visit.c.req.query('search') ?? '').trim(),
    status: status === 'open' || status === 'closed' ? status : 'all',
    cursor: visit.c.req.query('cursor') || null,
  };
}
