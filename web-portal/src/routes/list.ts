/** `GET /{slug}`: the list of tickets, as a page, JSON or text. */
import { displayText, failureOf, type MyTickets } from '@postern/core/client';
import { failureAsJson, listAsJson } from '../answers/as-json.ts';
import { listAsText } from '../answers/as-text.ts';
import { type ListQuery, listAddress, listPage } from '../pages/list.tsx';
import { articleHintsFor } from '../parts/article-hints.tsx';
import { signedIn, type Visit } from '../request/visit.ts';
import { wantedKind } from '../request/wanted-kind.ts';

// What the desk takes.
const longestSearch = 200;

/** Parameters that take one of a few words; the first is what is meant without them. */
const choices = {
  status: ['all', 'open', 'waiting', 'closed'],
  scope: ['all', 'mine'],
  sort: ['-activity', 'activity', '-created', 'created', '-number', 'number'],
} as const satisfies { [Name in 'status' | 'scope' | 'sort']: readonly ListQuery[Name][] };

const parameters: readonly string[] = [
  'search',
  'status',
  'scope',
  'sort',
  'cursor',
] satisfies (keyof ListQuery)[];

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
    // What stood on this page has gone elsewhere meanwhile.
    if (query.cursor && tickets.items.length === 0) return fromTheStart(visit, query);
    const articles = tickets.items.length === 0 ? await articleHintsFor(visit, query.search) : [];
    return await listPage(visit, { me, query, tickets, articles });
  } catch (error) {
    // An old or mangled address of a later page: its list from the start is what was wanted.
    if (query.cursor && failureOf(error).code === 'BAD_INPUT') return fromTheStart(visit, query);
    throw error;
  }
}

function fromTheStart(visit: Visit, query: ListQuery): Response {
  return visit.c.redirect(listAddress(visit.addresses.list, { ...query, cursor: null }), 303);
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

function ticketsFor({ client }: Visit, { cursor, ...query }: ListQuery): Promise<MyTickets> {
  return client.portal.tickets.query({ ...query, ...(cursor && { cursor }) });
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
  for (const [name, known] of Object.entries(choices)) {
    const [value] = asked[name] ?? [];
    if (value !== undefined && !(known as readonly string[]).includes(value))
      return list.unknownValue(name, shown(value), known);
  }
  return query.search.length > longestSearch ? list.searchTooLong : null;
}

function readQuery({ c }: Visit): ListQuery {
  const oneOf = <Value extends string>(name: string, known: readonly [Value, ...Value[]]): Value =>
    known.find((each) => each === c.req.query(name)) ?? known[0];
  return {
    search: (c.req.query('search') ?? '').trim(),
    status: oneOf('status', choices.status),
    scope: oneOf('scope', choices.scope),
    sort: oneOf('sort', choices.sort),
    cursor: c.req.query('cursor') || null,
  };
}
