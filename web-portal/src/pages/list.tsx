/** The list of a customer's tickets: a table that becomes cards on a phone. */
import { displayText, type MyTicket, type MyTickets } from '@postern/core/client';
import { OneLine } from '../parts/message-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { Status } from '../parts/status.tsx';
import type { Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';

export interface ListQuery {
  search: string;
  status: 'all' | 'open' | 'closed';
  /** Where this page of the list begins; null for the newest. */
  cursor: string | null;
}

/** The list; without `tickets`, what is wrong with the search that was asked for. */
export function listPage(
  visit: Visit,
  facts: { me: Me; query: ListQuery; tickets: MyTickets | null; searchProblem?: string },
): Promise<Response> {
  const { texts, addresses } = visit;
  const { me, query, tickets, searchProblem } = facts;
  const isSearch = query.search !== '' || query.status !== 'all';
  const hasAny = !tickets || tickets.counts.open + tickets.counts.closed > 0;
  return page(
    visit,
    {
      title: texts.list.title,
      me,
      isWide: true,
      status: searchProblem ? 422 : 200,
      hasProblem: Boolean(searchProblem),
    },
    <>
      <div class="heading">
        <div>
          <h1>{texts.list.title}</h1>
          {tickets && hasAny && <Counts counts={tickets.counts} visit={visit} />}
        </div>
        {hasAny && <Finder visit={visit} query={query} problem={searchProblem} />}
      </div>
      {!hasAny && (
        <div class="panel empty">
          <p>{texts.list.none}</p>
          <a class="button" href={addresses.newTicket}>
            {texts.file}
          </a>
        </div>
      )}
      {tickets && hasAny && tickets.items.length === 0 && (
        <div class="panel empty">
          <p role="status">
            <bdi>{texts.list.noHit(displayText(query.search), query.status)}</bdi>
          </p>
          {query.search !== '' && <p class="help">{texts.list.noHitHint}</p>}
          <a class="button second" href={addresses.list}>
            {texts.list.clear}
          </a>
        </div>
      )}
      {tickets && tickets.items.length > 0 && (
        <>
          <Tickets items={tickets.items} visit={visit} me={me} />
          {(query.cursor || tickets.nextCursor || isSearch) && (
            <nav class="pages" aria-label={texts.list.pages}>
              {isSearch && <a href={addresses.list}>{texts.list.clear}</a>}
              {query.cursor && (
                <a href={listAddress(addresses.list, { ...query, cursor: null })}>{texts.list.newest}</a>
              )}
              {tickets.nextCursor && (
                <a
                  class="onward"
                  rel="next"
                  href={listAddress(addresses.list, { ...query, cursor: tickets.nextCursor })}
                >
                  {texts.list.older} <span aria-hidden="true">→</span>
                </a>
              )}
            </nav>
          )}
        </>
      )}
    </>,
  );
}

/** The address of a list; only what differs from the plain list is in it. */
export function listAddress(list: string, query: ListQuery): string {
  const parts = new URLSearchParams();
  if (query.search) parts.set('search', query.search);
  if (query.status !== 'all') parts.set('status', query.status);
  if (query.cursor) parts.set('cursor', query.cursor);
  return parts.size > 0 ? `${list}?${parts}` : list;
}

// The desk stops counting here, so that a number at the limit is a "so many or more".
const mostCounted = 1_000;

function Counts(props: { counts: MyTickets['counts']; visit: Visit }) {
  const { counts } = props;
  const { list } = props.visit.texts;
  const write = counts.open + counts.closed >= mostCounted ? list.atLeast : list.count;
  return (
    <p class="counts">
      {counts.waitingForYou > 0 && (
        <>
          <strong>{list.waitingForYou(write(counts.waitingForYou))}</strong>
          {' · '}
        </>
      )}
      {list.open(write(counts.open))}
      {' · '}
      {list.closed(write(counts.closed))}
    </p>
  );
}

function Finder(props: { visit: Visit; query: ListQuery; problem?: string | undefined }) {
  const { texts, addresses } = props.visit;
  const { query, problem } = props;
  return (
    <search>
      <form class="finder" method="get" action={addresses.list}>
        <div class={problem ? 'field wrong' : 'field'}>
          <label for="search">{texts.list.searchLabel}</label>
          {problem && (
            <p class="error" id="search-error" role="alert">
              {problem}
            </p>
          )}
          <input
            type="search"
            id="search"
            name="search"
            value={query.search}
            dir="auto"
            {...(problem && { 'aria-invalid': 'true', 'aria-describedby': 'search-error' })}
          />
        </div>
        <div class="field">
          <label for="status">{texts.list.statusLabel}</label>
          <select id="status" name="status">
            {(['all', 'open', 'closed'] as const).map((status) => (
              <option value={status} selected={status === query.status}>
                {texts.status[status]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="second">
          {texts.list.search}
        </button>
      </form>
    </search>
  );
}

// Some browsers forget that a table is one once the stylesheet lays it out as cards; the roles remind them.
const table = { role: 'table' };
const group = { role: 'rowgroup' };
const row = { role: 'row' };
const cell = { role: 'cell' };
const columnHeader = { role: 'columnheader', scope: 'col' };
const rowHeader = { role: 'rowheader', scope: 'row' };

function Tickets(props: { items: MyTicket[]; visit: Visit; me: Me }) {
  const { texts, addresses, dates } = props.visit;
  const { columns } = texts.list;
  return (
    <table class="tickets" {...table}>
      <caption class="unseen">{texts.list.title}</caption>
      <thead {...group}>
        <tr {...row}>
          {Object.values(columns).map((column) => (
            <th {...columnHeader}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody {...group}>
        {props.items.map((ticket) => (
          <tr {...row}>
            <td class="number" {...cell}>
              #{ticket.number}
            </td>
            <th class="subject" {...rowHeader}>
              <a href={addresses.ticket(ticket.number)}>
                <OneLine text={ticket.subject} />
              </a>
              {ticket.requester.name !== props.me.name && (
                <span class="by">
                  {' '}
                  <bdi>{texts.list.by(displayText(ticket.requester.name))}</bdi>
                </span>
              )}
            </th>
            <td class="created" data-label={columns.created} {...cell}>
              <Moment at={ticket.createdAt} as="day" dates={dates} />
            </td>
            <td class="activity" {...cell}>
              <Moment at={ticket.lastActivityAt} as="ago" dates={dates} />
            </td>
            <td class="status" {...cell}>
              <Status ticket={ticket} texts={texts} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
