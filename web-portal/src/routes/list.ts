/** `GET /{slug}`: the list of tickets, as a page, JSON or text. */
import { displayText, failureOf, type MyTickets } from '@postern/core/client';
import { failureAsJson, listAsJson } from '../answers/as-json.ts';
import { listAsText } from '../answers/as-text.ts';
import { type ListQuery, listAddress, listPage } from '../pages/list.tsx';
import { signedIn, type Visit } from '../request/visit.ts';
import { wantedKind } from '../request/wanted-kind.ts';

// What the desk takes.
const longestSearch = 200;

const parameters: readonly string[] = ['search', 'status', 'cursor'] satisfies (keyof ListQuery)[];
const statuses: readonly string[] = ['all', 'open', 'closed'] satisfies ListQuery['status'][];

export async function getList(visit: Visit): Promise<Response> {
  const kind = wantedKind(visit.c);
  return kind === 'html' ? listAsPage(visit) : listForPrograms(visit, kind);
}

async function listAsPage(visit: Visit): Promise<Response> {
  const query = readQuery(visit);
  if (query.search.length > longestSearch) {
    const me = await signedIn(visit);
    const searchProblem = visit.texts.list.searchTooLong;
    return listPage(visit, { me, query, tickets: null, searchProblem });
  }
  try {
    const [me, tickets] = await Promise.all([signedIn(visit), ticketsFor(visit, query)]);
    return await listPage(visit, { me, query, tickets });
  } catch (error) {
    // An old or mangled address of a later page: its list from the start is what was wanted.
    if (query.cursor && failureOf(error).code === 'BAD_INPUT')
      return visit.c.redirect(listAddress(visit.addresses.list, { ...query, cursor: null }), 303);
    throw error;
  }
}

/** Nobody looks at what a program was given, so what it asked for in vain is refused instead of passed over. */
async function listForPrograms(visit: Visit, kind: 'json' | 'text'): Promise<Response> {
  const { c, texts } = visit;
  const query = readQuery(visit);
  const refuse = (message: string) =>
    kind === 'json'
      ? c.json(failureAsJson({ code: 'BAD_INPUT', requestId: '' }, message), 400)
      : c.text(`${message}\n`, 400);
  const problem = problemOf(visit, query);
  if (problem) {
    await signedIn(visit);
    return refuse(problem);
  }
  let tickets: MyTickets;
  try {
    tickets = await ticketsFor(visit, query);
  } catch (error) {
    if (query.cursor && failureOf(error).code === 'BAD_INPUT') return refuse(texts.list.unknownCursor);
    throw error;
  }
  if (kind === 'json') return c.json(listAsJson(tickets));
  const next =
    tickets.nextCursor && listAddress(visit.addresses.list, { ...query, cursor: tickets.nextCursor });
  return c.text(listAsText(tickets, texts, next && visit.desk.publicUrl + next));
}

function ticketsFor({ client }: Visit, { search, status, cursor }: ListQuery): Promise<MyTickets> {
  return client.portal.tickets.query({ search, status, ...(cursor && { cursor }) });
}

/** The first thing that a list cannot be asked for, in words; null when it can be asked. */
function problemOf({ c, texts }: Visit, query: ListQuery): string | null {
  const { list } = texts;
  const asked = c.req.queries();
  const shown = (text: string) => displayText(text, { maxLength: 40 });
  for (const [name, values] of Object.entries(asked)) {
    if (!parameters.includes(name)) return list.unknownParameter(shown(name), parameters);
    if (values.length > 1) return list.parameterTwice(name);
  }
  const [status] = asked.status ?? [];
  if (status !== undefined && status !== query.status) return list.unknownStatus(shown(status), statuses);
  return query.search.length > longestSearch ? list.searchTooLong : null;
}

function readQuery(visit: Visit): ListQuery {
  const status = visit.c.req.query('status');
  return {
    search: (visit.c.req.query('search') ?? '').trim(),
    status: status === 'open' || status === 'closed' ? status : 'all',
    cursor: visit.c.req.query('cursor') || null,
  };
}
